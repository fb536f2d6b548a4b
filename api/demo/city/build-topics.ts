import mongoose from 'mongoose';
import * as z from 'zod';
import { newTopicSchema } from '@shared/deliberations/schemas';
import { commentTextSchema, statementTextSchema } from '@shared/deliberations/contributions';
import { TOPIC_PHASES } from '@shared/deliberations/phases';
import { ANSWER_MS, endOf, RAISE_MS } from '@shared/deliberations/rules';
import { DAY_MS, shanghaiDate, startOfShanghaiDay } from '@shared/time/shanghai';
import { nextGathering, publicName } from '@api/features/deliberations';
import type {
  CommentDoc,
  EvaluationDoc,
  ParticipantDoc,
  SecondDoc,
  StatementDoc,
  StatementVoteDoc,
  TopicDates,
  TopicDoc,
  TopicEvent,
} from '@api/features/deliberations';
import type { AttendeeDoc } from '@api/features/meetings';
import type { ResidenceDoc } from '@api/features/residence';
import type { UserDoc } from '@api/features/auth';
import type { FieldCrypto } from '@api/store/field-crypto';
import source from '../source/topics.json';
import { attendeesAt, meetingsOf } from './build-meetings';
import { CITY_CODE, DISTRICT_CODE, HOME_GRID_CODE } from './build-areas';
import { PERSONA_ENTRIES } from './personas';
import { stableId } from './pick';

export const COMMUNITY_CODE = HOME_GRID_CODE.slice(0, 12);
const PATH = [CITY_CODE, DISTRICT_CODE, HOME_GRID_CODE.slice(0, 9), COMMUNITY_CODE, HOME_GRID_CODE];
const EVENING_MS = 20 * 3_600_000;
const WORDS = ['换得很快', '', '椅背高一点就更好了', '', '', '木头的坐着不凉', '', '谢谢社区'];
const NEEDED = { home: 3, community: 20 };

const sourceSchema = z.array(
  z.strictObject({
    area: z.enum(['home', 'community']),
    title: newTopicSchema.shape.title,
    background: newTopicSchema.shape.background,
    place: z.string(),
    phase: z.enum(TOPIC_PHASES),
    days: z.number().describe('多少天以前提出'),
    seconds: z.int(),
    outcome: z.literal('done').nullable(),
    statements: z.array(statementTextSchema),
    comments: z.array(commentTextSchema),
    answer: commentTextSchema.nullable(),
  }),
);
type Source = z.output<typeof sourceSchema>[number];

export interface Deliberation {
  residences: ResidenceDoc[];
  topics: TopicDoc[];
  topicStatements: StatementDoc[];
  statementVotes: StatementVoteDoc[];
  topicSeconds: SecondDoc[];
  topicParticipants: ParticipantDoc[];
  topicComments: CommentDoc[];
  topicEvaluations: EvaluationDoc[];
  meetingAttendees: AttendeeDoc[];
}

/** Ids are in the order of time, as lists rely on it. */
const datedId = (at: Date, ...words: (string | number)[]) =>
  new mongoose.Types.ObjectId(
    Math.floor(at.getTime() / 1000)
      .toString(16)
      .padStart(8, '0') +
      stableId(...words)
        .toHexString()
        .slice(8),
  );

const DESK = PERSONA_ENTRIES['community-dispatcher'];
const desk = {
  userId: stableId('persona', 'community-dispatcher').toHexString(),
  name: DESK.nickname,
  title: DESK.staff?.title ?? '',
};

/** Everybody whose grid lies in the personas' community is confirmed there, two to a door. */
function buildResidences(people: readonly UserDoc[], crypto: FieldCrypto, nowMs: number): ResidenceDoc[] {
  return people.flatMap((person, index) => {
    const grid = person.homeGridCode;
    if (!grid) return [];
    const address = `${1 + Math.floor(index / 12)}号楼${100 * (1 + (Math.floor(index / 2) % 6)) + 1}`;
    return {
      _id: person._id.toHexString(),
      verified: {
        areaCode: grid,
        areaPath: [...PATH.slice(0, 4), grid],
        household: crypto.blindIndex(`household:${grid}:demo${Math.floor(index / 2)}`),
        addressSealed: crypto.encrypt(address),
        at: new Date(nowMs - 100 * DAY_MS),
        by: { userId: stableId('persona', 'grid-worker').toHexString(), name: '陈晓梅' },
      },
      request: null,
      refused: null,
      version: 2,
    };
  });
}

function datesOf({ days }: Source, nowMs: number): TopicDates {
  const from = nowMs - days * DAY_MS;
  const at = (day: number) => new Date(from + day * DAY_MS);
  return {
    raiseUntil: new Date(from + RAISE_MS),
    answerBy: new Date(from + 7 * DAY_MS + ANSWER_MS),
    discussUntil: at(24),
    decideUntil: at(32),
    executeUntil: at(90),
    evaluateUntil: at(110),
  };
}

const TOLD: readonly Pick<TopicEvent, 'kind' | 'to' | 'title' | 'text'>[] = [
  { kind: 'created', to: null, title: '议题已提出，请大家附议', text: '' },
  { kind: 'phase', to: 'set', title: '附议人数够了，等待答复是否立项', text: '' },
  { kind: 'phase', to: 'discuss', title: '议题已立项，开始议事', text: '附议的人多，社区已经核过，可以办。' },
  { kind: 'phase', to: 'decide', title: '议事到期，开始表决', text: '' },
  { kind: 'phase', to: 'execute', title: '表决通过，开始办理', text: '同意的超过三分之二。' },
  { kind: 'phase', to: 'evaluate', title: '都办完了，请您评价', text: '' },
  { kind: 'phase', to: 'done', title: '评价结束，议题已完成', text: '' },
];
/** Days after the beginning at which each of them happened. */
const AFTER = [0, 5, 9, 24, 32, 92, 110];
const BY_DESK = 2;

function historyOf(topic: Source, initiator: TopicEvent['by'], nowMs: number): TopicEvent[] {
  const from = nowMs - topic.days * DAY_MS;
  const steps = topic.outcome ? TOLD.length : TOPIC_PHASES.indexOf(topic.phase) + 1;
  return TOLD.slice(0, steps).map((told, index) => ({
    ...told,
    seq: index + 1,
    at: new Date(from + (AFTER[index] ?? 0) * DAY_MS),
    by: index === 0 ? initiator : index === BY_DESK ? desk : null,
  }));
}

/**
 * What the personas' community talks over: one topic of almost every phase, with believable people behind it.
 * @param taskId a case of the community that carries out a decision
 */
export function buildTopics(
  users: readonly UserDoc[],
  task: { caseId: string; text: string } | null,
  crypto: FieldCrypto,
  nowMs: number,
): Deliberation {
  // Evenings: nobody fixes a date at the minute the demo was written.
  const eveningMs = startOfShanghaiDay(shanghaiDate(nowMs)) + EVENING_MS - DAY_MS;
  const people = users.filter(({ homeGridCode }) => homeGridCode?.startsWith(COMMUNITY_CODE));
  const made: Deliberation = {
    residences: buildResidences(people, crypto, nowMs),
    topics: [],
    topicStatements: [],
    statementVotes: [],
    topicSeconds: [],
    topicParticipants: [],
    topicComments: [],
    topicEvaluations: [],
    meetingAttendees: [],
  };
  sourceSchema.parse(source).forEach((topic, index) => addTopic(made, topic, index, people, task, eveningMs));
  return made;
}

function addTopic(
  made: Deliberation,
  topic: Source,
  index: number,
  people: readonly UserDoc[],
  task: { caseId: string; text: string } | null,
  nowMs: number,
): void {
  const begun = new Date(nowMs - topic.days * DAY_MS);
  const _id = datedId(begun, 'topic', index);
  const id = _id.toHexString();
  const person = (at: number) => people[(index * 7 + at) % people.length] as UserDoc;
  const first = person(1);
  const by = { userId: first._id.toHexString(), name: first.nickname, title: '居民' };
  const joined = new Set([by.userId]);
  const dates = datesOf(topic, nowMs);
  const history = historyOf(topic, by, nowMs);
  const late = new Date(begun.getTime() + 6 * DAY_MS);
  for (let i = 0; i < Math.min(topic.seconds, people.length - 2); i += 1) {
    const userId = person(i + 2)._id.toHexString();
    joined.add(userId);
    made.topicSeconds.push({ _id: `${id}:${userId}`, topicId: _id, userId, at: late });
  }
  topic.statements.forEach((text, nth) => {
    const statementId = datedId(new Date(late.getTime() + nth * 1000), 'statement', index, nth);
    const doc: StatementDoc = {
      _id: statementId,
      topicId: _id,
      authorId: person(nth * 3)._id.toHexString(),
      official: false,
      text,
      care: null,
      agree: 0,
      disagree: 0,
      pass: 0,
      at: late,
    };
    joined.add(doc.authorId);
    // Two camps that agree on safety, and a few who pass.
    people.slice(0, 36).forEach((voter, who) => {
      if ((who + nth) % 5 === 4) return;
      const vote =
        (who * 3 + nth) % 11 === 0 ? 0 : nth % 3 === 0 || (who % 2 === 0) === (nth % 2 === 0) ? 1 : -1;
      const voterId = voter._id.toHexString();
      joined.add(voterId);
      doc[vote === 1 ? 'agree' : vote === 0 ? 'pass' : 'disagree'] += 1;
      const vid = `${statementId.toHexString()}:${voterId}`;
      made.statementVotes.push({ _id: vid, topicId: _id, statementId, voterId, vote, at: late });
    });
    made.topicStatements.push(doc);
  });
  topic.comments.forEach((text, nth) => {
    const author = person(nth * 5 + 2);
    const comment = { topicId: _id, care: null, at: new Date(late.getTime() + nth * 3_600_000) };
    const commentId = datedId(comment.at, 'comment', index, nth);
    joined.add(author._id.toHexString());
    made.topicComments.push({
      ...comment,
      _id: commentId,
      parentId: null,
      authorId: author._id.toHexString(),
      who: publicName(author.nickname, null),
      official: false,
      text,
    });
    if (nth === 0 && topic.answer)
      made.topicComments.push({
        ...comment,
        _id: datedId(comment.at, 'comment', index, 'answer'),
        parentId: commentId,
        authorId: desk.userId,
        who: publicName(desk.name, desk.title),
        official: true,
        text: topic.answer,
      });
  });
  if (topic.outcome)
    people.slice(3, 20).forEach((rater, nth) => {
      const userId = rater._id.toHexString();
      joined.add(userId);
      made.topicEvaluations.push({
        _id: `${id}:${userId}`,
        topicId: _id,
        userId,
        done: nth % 6 === 5 ? 'partly' : 'yes',
        score: nth % 6 === 5 ? 3 : 5 - (nth % 2),
        text: WORDS[nth] ?? '',
        shown: true,
        at: new Date(nowMs - 12 * DAY_MS),
      });
    });
  const meetings = topic.phase === 'discuss' ? meetingsOf(id, desk, nowMs) : [];
  for (const meeting of meetings) made.meetingAttendees.push(...attendeesAt(_id, meeting, people, nowMs));
  for (const userId of joined)
    made.topicParticipants.push({ _id: `${id}:${userId}`, topicId: _id, userId, at: late });
  const due = topic.outcome ? null : dates[endOf(topic.phase)];
  const at = TOPIC_PHASES.indexOf(topic.phase);
  made.topics.push({
    _id,
    areaCode: topic.area === 'home' ? HOME_GRID_CODE : COMMUNITY_CODE,
    areaPath: topic.area === 'home' ? PATH : PATH.slice(0, 4),
    title: topic.title,
    background: topic.background,
    placeText: topic.place,
    uploads: [],
    initiator: { kind: 'resident', userId: by.userId, name: by.name, title: null },
    caseId: null,
    caseNumber: null,
    phase: topic.phase,
    phaseSince: history.at(-1)?.at ?? begun,
    outcome: topic.outcome,
    // What has not been fixed yet is not there.
    dates: {
      ...dates,
      ...(at < 1 && { answerBy: null }),
      ...(at < 2 && { discussUntil: null, decideUntil: null, executeUntil: null, evaluateUntil: null }),
    },
    overdueSince: null,
    tasks: topic.phase === 'execute' && task ? [task] : [],
    ...(due && { due }),
    ...(topic.outcome === null && {
      digestSince: new Date(nowMs),
      digestDue: new Date(nextGathering(nowMs)),
    }),
    ...(topic.phase === 'discuss' && { meetings, meetingLook: new Date(nowMs) }),
    secondsNeeded: NEEDED[topic.area] + (topic.phase === 'raise' ? 3 : 0),
    seconds: made.topicSeconds.filter(({ topicId }) => topicId.equals(_id)).length,
    participants: joined.size,
    removed: 0,
    waiting: 0,
    history,
    care: null,
    createdAt: begun,
    version: history.length,
  });
}
