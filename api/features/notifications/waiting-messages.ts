import mongoose from 'mongoose';
import { shanghaiDate } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import { type CaseDoc, casesOf, type EventDoc, eventsOf, followedAmong } from '../cases';
import { caseMessage, sayCase, type Topic } from './case-message';
import type { NotificationDoc } from './notification.model';
import { type WaitingDoc } from './waiting.model';

/** Cases named in a digest; the others are found behind its link. */
const LINES = 10;
/** So many cases that were late are told one by one; more in one message. */
const ONE_BY_ONE = 3;

interface Told {
  doc: CaseDoc;
  events: [EventDoc, ...EventDoc[]];
  topic: Topic;
}

const RANK: Record<Topic, number> = { mine: 0, work: 1, followed: 2 };

/** What waits for a person, by case, as it stands now; without cases he may no longer read or follows no more. */
async function read(deps: Deps, userId: string, waiting: readonly WaitingDoc[]): Promise<Told[]> {
  const caseIds = [...new Set(waiting.flatMap(({ caseId }) => caseId ?? []))];
  const [docs, events, following] = await Promise.all([
    casesOf(deps.db)
      .collection.find({ _id: { $in: caseIds.map((id) => new mongoose.mongo.ObjectId(id)) } })
      .toArray() as unknown as Promise<CaseDoc[]>,
    eventsOf(deps.db)
      .find({ _id: { $in: waiting.map(({ eventId }) => eventId) } })
      .toArray(),
    followedAmong(deps.db, userId, caseIds),
  ]);
  return docs.flatMap((doc): Told[] => {
    const caseId = doc._id.toHexString();
    const mine = waiting.filter((item) => item.caseId === caseId);
    const topic = mine.map((item) => item.topic).sort((a, b) => RANK[a] - RANK[b])[0] ?? 'followed';
    if (topic === 'followed' && (doc.visibility !== 'public' || !following.has(caseId))) return [];
    const [first, ...others] = events
      .filter((event) => event.caseId === caseId)
      .sort((a, b) => a.seq - b.seq);
    return first ? [{ doc, events: [first, ...others], topic }] : [];
  });
}

const byTime = (a: Told, b: Told) => last(b).at.getTime() - last(a).at.getTime();
const last = ({ events }: Told) => events.at(-1) ?? events[0];

function lineOf({ doc, events, topic }: Told, nowMs: number): NonNullable<NotificationDoc['lines']>[number] {
  return { caseId: doc._id.toHexString(), number: doc.number, ...sayCase(doc, events, topic, nowMs) };
}

/** Days of topics, the latest of each: whoever reads it late reads it once. */
function topicDays(waiting: readonly WaitingDoc[]) {
  const days = waiting.flatMap(({ words, eventId }) => (words ? [{ ...words, eventId }] : []));
  const latest = new Map(days.map((day) => [day.topicId, day]));
  return {
    lines: [...latest.values()].map(({ topicId, title, text }) => ({
      caseId: null,
      topicId,
      number: '',
      title,
      text,
    })),
    events: days.map(({ eventId }) => eventId),
  };
}
type TopicDays = ReturnType<typeof topicDays>;

const digestTitle = (cases: number, topics: number): string =>
  [cases > 0 && `您关注的 ${cases} 件事`, topics > 0 && `${cases > 0 ? '' : '您'}参与的 ${topics} 个议题`]
    .filter(Boolean)
    .join('、') + '有新进展';

function summary(
  userId: string,
  told: readonly Told[],
  { lines, events: days }: TopicDays,
  { _id, kind, title, nowMs }: Pick<NotificationDoc, '_id' | 'title' | 'kind'> & { nowMs: number },
): NotificationDoc {
  const newest = [...told].sort(byTime);
  const topics = told.map(({ topic }) => topic).sort((a, b) => RANK[a] - RANK[b]);
  return {
    _id,
    userId,
    kind,
    topic: topics[0] ?? 'followed',
    title,
    text:
      told.length + lines.length > LINES
        ? `以下是最近的 ${LINES} 件，其余请到列表里看`
        : '每件事现在的情况如下',
    caseId: null,
    caseNumber: null,
    events: [...told.flatMap(({ events }) => events.map((event) => event._id)), ...days],
    lines: [...newest.map((each) => lineOf(each, nowMs)), ...lines].slice(0, LINES),
    at: new Date(nowMs),
    read: false,
  };
}

/** The messages in which what waits for a person is told; all of a lane, each event in exactly one. */
export async function gatherMessages(
  deps: Deps,
  userId: string,
  lane: WaitingDoc['lane'],
  waiting: readonly WaitingDoc[],
): Promise<NotificationDoc[]> {
  const told = await read(deps, userId, waiting);
  const nowMs = deps.clock();
  const days = topicDays(waiting);
  if (lane === 'digest') {
    if (told.length + days.lines.length === 0) return [];
    const _id = `digest:${shanghaiDate(nowMs)}:${userId}`;
    const title = digestTitle(told.length, days.lines.length);
    return [summary(userId, told, days, { _id, kind: 'digest', title, nowMs })];
  }
  const [first] = told;
  if (!first) return [];
  if (told.length <= ONE_BY_ONE)
    return told.map(({ doc, events, topic }) => caseMessage(doc, events, { userId, topic }, nowMs));
  const newest = [...told].sort(byTime)[0] ?? first;
  const title = `有 ${told.length} 件事的消息来晚了，合在一起告诉您`;
  return [
    summary(userId, told, days, { _id: `late:${last(newest)._id}:${userId}`, kind: 'summary', title, nowMs }),
  ];
}
