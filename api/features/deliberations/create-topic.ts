import mongoose from 'mongoose';
import { AppError } from '@shared/core/errors';
import { ANSWER_MS, RAISE_MS, secondsNeeded, TOPIC_ORGANISERS } from '@shared/deliberations/rules';
import type { NewTopic } from '@shared/deliberations/schemas';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { areasOf } from '../areas';
import { type CaseDoc, casesOf } from '../cases';
import { livesIn, verifiedResidence } from '../residence';
import { claimUploads, picturesOf, releaseUploads } from '../uploads';
import { careOf, held } from './check-words';
import { nextGathering } from './gather-digests';
import { joinTopic } from './join-topic';
import { linkCase } from './link-case';
import { staffOf } from './public-name';
import { isHome } from './standing';
import { type TopicDates, type TopicDoc, topicsOf } from './topic.model';
import { dueOf } from './write-topic';

/** Topics one person may raise a day. */
const A_DAY = 5;
const NO_DATES: TopicDates = {
  raiseUntil: null,
  answerBy: null,
  discussUntil: null,
  decideUntil: null,
  executeUntil: null,
  evaluateUntil: null,
};

/** Photos of strangers are looked at before the public sees them, when the deployment says so. */
const looksAtPhotos = ({ config, contentCheck }: Deps) =>
  config.content.photoReview === 'manual' || contentCheck.remote !== null;

/** The case a topic is made from, of the organiser's own area. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED */
async function findCaseFor(deps: Deps, actor: Actor, caseId: string, areaCode: string): Promise<CaseDoc> {
  const doc = await casesOf(deps.db).findById(new mongoose.Types.ObjectId(caseId)).lean<CaseDoc>();
  if (!doc || !TOPIC_ORGANISERS.some((role) => holdsIn(actor, role, doc.areaPath)))
    throw new AppError('NOT_FOUND', '没有找到这件事');
  if (doc.visibility !== 'public') throw new AppError('ACTION_NOT_ALLOWED', '不公开的事不能拿来公开商议');
  if (!doc.areaPath.includes(areaCode))
    throw new AppError('ACTION_NOT_ALLOWED', '这件事不在议题的范围里，请选择包含它的区域');
  return doc;
}

/**
 * @param id derived from the idempotency key: a try after a crash writes the same topic
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, UPLOAD_NOT_USABLE, TOO_MANY_REQUESTS
 */
export async function createTopic(deps: Deps, actor: Actor, id: string, input: NewTopic): Promise<TopicDoc> {
  const _id = new mongoose.mongo.ObjectId(id);
  const areaPath = deps.routing
    .current()
    .pathOf(input.areaCode)
    .map(({ code }) => code);
  const area = await areasOf(deps.db).findOne({ _id: input.areaCode }, { level: 1, households: 1 }).lean();
  if (!area || areaPath.length === 0) throw new AppError('NOT_FOUND', '没有这个区域');
  const official = input.official === true || input.caseId !== undefined;
  if (official) {
    if (!TOPIC_ORGANISERS.some((role) => holdsIn(actor, role, areaPath)))
      throw new AppError('ACTION_NOT_ALLOWED', '只有这个区域的中心可以直接发起议题');
  } else if (
    !isHome(deps, actor, input.areaCode) &&
    !livesIn(await verifiedResidence(deps, actor.userId), input.areaCode)
  )
    throw new AppError('ACTION_NOT_ALLOWED', '只能给自己住的地方提议题；住在这里的话，请先选好您的网格');
  const first = await topicsOf(deps.db).findOne({ _id });
  if (first) return finish(deps, first);
  const from = input.caseId ? await findCaseFor(deps, actor, input.caseId, input.areaCode) : null;
  if (!official) await deps.limits.take('topic', actor.userId, A_DAY, 86_400);
  const nowMs = deps.clock();
  const now = new Date(nowMs);
  const ids = input.uploadIds ?? [];
  const uploads = await claimUploads(deps, { ownerId: actor.userId, ids, caseId: id, visibility: 'public' });
  const by = staffOf(actor);
  const title = official ? '议题由中心发起，等待答复是否立项' : '议题已提出，请大家附议';
  const topic: TopicDoc = {
    _id,
    areaCode: input.areaCode,
    areaPath,
    title: input.title,
    background: input.background,
    placeText: input.placeText ? input.placeText : null,
    uploads: picturesOf(uploads),
    initiator: {
      kind: from ? 'case' : official ? 'center' : 'resident',
      userId: actor.userId,
      name: official ? by.name : actor.nickname,
      title: official ? by.title : null,
    },
    caseId: from?._id.toHexString() ?? null,
    caseNumber: from?.number ?? null,
    phase: official ? 'set' : 'raise',
    phaseSince: now,
    outcome: null,
    dates: {
      ...NO_DATES,
      ...(official ? { answerBy: new Date(nowMs + ANSWER_MS) } : { raiseUntil: new Date(nowMs + RAISE_MS) }),
    },
    overdueSince: null,
    secondsNeeded: official ? 0 : secondsNeeded(area.level, area.households),
    seconds: 0,
    participants: 0,
    removed: 0,
    waiting: 0,
    tasks: [],
    history: [
      {
        seq: 1,
        at: now,
        kind: 'created',
        to: null,
        title,
        by: official ? by : { ...by, name: actor.nickname, title: '居民' },
        text: '',
      },
    ],
    care:
      careOf(deps, input.title, input.background, input.placeText ?? '') ??
      (uploads.length > 0 && !official && looksAtPhotos(deps) ? held(deps, '照片等待审核') : null),
    digestSince: now,
    digestDue: new Date(nextGathering(nowMs)),
    createdAt: now,
    version: 1,
  };
  if (topic.care) topic.waiting = 1;
  const due = dueOf(topic, nowMs);
  try {
    await topicsOf(deps.db).insertOne({ ...topic, ...(due && { due }) });
  } catch (error) {
    if (!isDuplicateKey(error)) {
      await releaseUploads(deps, id, ids);
      throw error;
    }
  }
  return finish(deps, topic);
}

/** What follows from a new topic, each of which may be done again. */
async function finish(deps: Deps, topic: TopicDoc): Promise<TopicDoc> {
  await joinTopic(deps, topic, topic.initiator.userId);
  if (topic.caseId !== null) await linkCase(deps, topic);
  return (await topicsOf(deps.db).findOne({ _id: topic._id })) ?? topic;
}

/** Whether a photo of a topic is there for everybody. */
export async function isTopicPhotoShown(
  { db }: Pick<Deps, 'db'>,
  topicId: string,
  uploadId: string,
): Promise<boolean> {
  const topic = await topicsOf(db).findOne(
    { _id: new mongoose.mongo.ObjectId(topicId) },
    { projection: { care: 1, uploads: 1, meetings: 1 } },
  );
  if (topic?.care !== null) return false;
  const ofMeetings = (topic.meetings ?? []).flatMap(({ minutes }) => minutes?.uploads ?? []);
  return [...topic.uploads, ...ofMeetings].some(({ id }) => id === uploadId);
}
