import mongoose from 'mongoose';
import { organiserSteps } from '@shared/deliberations/phases';
import { endOf } from '@shared/deliberations/rules';
import type { TopicItem, TopicView } from '@shared/deliberations/schemas';
import { redactPersonalNumbers } from '@shared/text/redact';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { casesOf } from '../cases';
import { signedFileUrl } from '../uploads';
import type { BallotPort } from './ballot-port';
import { readEvaluations } from './evaluate-topic';
import { missingFor } from './needs';
import { presentCare } from './present-contribution';
import { publicName } from './public-name';
import { readTasks } from './read-tasks';
import { mayDo, standingIn } from './standing';
import type { TopicDoc } from './topic.model';

const iso = (date: Date | null) => date?.toISOString() ?? null;

export function presentTopicItem({ routing }: Pick<Deps, 'routing'>, topic: TopicDoc): TopicItem {
  const { code, level, name } = routing.current().node(topic.areaCode) ?? {
    code: topic.areaCode,
    level: 'community' as const,
    name: '',
  };
  const { dates } = topic;
  return {
    id: topic._id.toHexString(),
    area: { code, level, name },
    title: redactPersonalNumbers(topic.title),
    phase: topic.phase,
    outcome: topic.outcome,
    plan: {
      raiseUntil: iso(dates.raiseUntil),
      answerBy: iso(dates.answerBy),
      discussUntil: iso(dates.discussUntil),
      decideUntil: iso(dates.decideUntil),
      executeUntil: iso(dates.executeUntil),
      evaluateUntil: iso(dates.evaluateUntil),
    },
    until: topic.outcome === null ? iso(dates[endOf(topic.phase)]) : null,
    overdue: topic.overdueSince !== null,
    seconds: topic.seconds,
    secondsNeeded: topic.secondsNeeded,
    participants: topic.participants,
    createdAt: topic.createdAt.toISOString(),
  };
}

async function readCase({ db }: Pick<Deps, 'db'>, topic: TopicDoc): Promise<TopicView['case']> {
  if (topic.caseId === null || topic.caseNumber === null) return null;
  const found = await casesOf(db)
    .findOne({ _id: new mongoose.Types.ObjectId(topic.caseId), visibility: 'public' }, { followers: 1 })
    .lean();
  return found ? { id: topic.caseId, number: topic.caseNumber, followers: found.followers } : null;
}

const historyOf = ({ history }: TopicDoc): TopicView['history'] =>
  history
    .map(({ seq, at, title, by, text }) => ({
      seq,
      at: at.toISOString(),
      title,
      who: by ? publicName(by.name, by.title) : '系统',
      text: redactPersonalNumbers(text),
    }))
    .reverse();

/** What who leads it may do now, and what each step still lacks. */
async function stepsOf(deps: Deps, ballots: BallotPort, topic: TopicDoc): Promise<TopicView['steps']> {
  if (topic.outcome !== null || topic.care !== null) return [];
  return Promise.all(
    organiserSteps(topic.phase).map(async (row) => ({
      to: row.to,
      label: row.label,
      needsPlan: row.needs.includes('plan'),
      missing: await missingFor(deps, ballots, topic, row),
    })),
  );
}

/** Photos of a topic or of its meetings; of one that is kept from the public they are signed for who may see them. */
export const presentTopicPhotos = (
  deps: Deps,
  { care }: Pick<TopicDoc, 'care'>,
  uploads: TopicDoc['uploads'],
): TopicView['photos'] => {
  const purpose = care === null ? 'public' : 'known';
  return uploads.map((upload) => ({
    id: upload.id,
    kind: upload.kind,
    url: signedFileUrl(deps, upload.id, 'full', purpose),
    thumbUrl: upload.kind === 'image' ? signedFileUrl(deps, upload.id, 'thumb', purpose) : null,
    width: upload.width,
    height: upload.height,
  }));
};

export async function presentTopic(
  deps: Deps,
  ballots: BallotPort,
  actor: Actor | null,
  topic: TopicDoc,
): Promise<TopicView> {
  const standing = await standingIn(deps, actor, topic);
  const knows = standing.organiser || actor?.userId === topic.initiator.userId;
  const { kind, name, title } = topic.initiator;
  const [steps, tasks, evaluations, from] = await Promise.all([
    standing.organiser ? stepsOf(deps, ballots, topic) : [],
    readTasks(deps, topic),
    readEvaluations(deps, topic, actor),
    readCase(deps, topic),
  ]);
  return {
    ...presentTopicItem(deps, topic),
    background: redactPersonalNumbers(topic.background),
    placeText: topic.placeText && redactPersonalNumbers(topic.placeText),
    photos: presentTopicPhotos(deps, topic, topic.uploads),
    initiator: publicName(name, kind === 'resident' ? null : title),
    case: from,
    history: historyOf(topic),
    tasks,
    evaluations,
    removed: topic.removed,
    care: knows ? presentCare(topic.care, actor?.userId === topic.initiator.userId) : null,
    me: {
      organiser: standing.organiser,
      initiator: actor?.userId === topic.initiator.userId,
      joined: standing.joined,
      seconded: standing.seconded,
      residence: standing.residence,
      ...mayDo(topic, standing, actor),
    },
    steps,
    version: topic.version,
  };
}
