import mongoose from 'mongoose';
import { AppError, invalidField } from '@shared/core/errors';
import { DAY_MS } from '@shared/time/shanghai';
import { CALLERS } from '@shared/volunteers/contract';
import { type CallAnswer, CALLED_AT_MOST, type CallUpView, type NewCallUp } from '@shared/volunteers/schemas';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { decodeCursor, encodeCursor, staffAreas } from '../cases';
import { type CallAnswerDoc, callAnswersOf, type CallUpDoc, callUpsOf } from './callup.model';
import { areaRef, pathOf } from './policy';
import { type VolunteerDoc, volunteersOf } from './volunteer.model';

const LONGEST_MS = 3 * DAY_MS;
const AN_HOUR = 6;

const callsIn = (actor: Actor, areaPath: readonly string[]) =>
  CALLERS.some((role) => holdsIn(actor, role, areaPath));
const isOpen = (doc: CallUpDoc, nowMs: number) => doc.closedAt === null && nowMs < doc.until.getTime();

/** Whom a call-up concerns: verified volunteers of the area, with the skill if one is asked for. */
const isCalled = (doc: CallUpDoc, volunteer: VolunteerDoc | null) =>
  volunteer?.state === 'verified' &&
  volunteer.areaPath.includes(doc.areaCode) &&
  (doc.skill === null || volunteer.skills.includes(doc.skill));

/** @throws AppError NOT_FOUND for whom it does not concern */
async function find(deps: Deps, actor: Actor, id: string) {
  const doc = await callUpsOf(deps.db).findOne({ _id: new mongoose.mongo.ObjectId(id) });
  const mayClose = doc !== null && callsIn(actor, doc.areaPath);
  const called = doc !== null && isCalled(doc, await volunteersOf(deps.db).findOne({ _id: actor.userId }));
  if (!doc || !(mayClose || called)) throw new AppError('NOT_FOUND', '没有找到这次召集');
  return { doc, mayClose, called };
}

const shown = (deps: Deps, doc: CallUpDoc) => ({
  id: doc._id.toHexString(),
  area: areaRef(deps, doc.areaPath) ?? { code: doc.areaCode, level: 'community', name: '' },
  skill: doc.skill,
  title: doc.title,
  text: doc.text,
  meetAt: doc.meetAt,
  at: doc.createdAt.toISOString(),
  until: doc.until.toISOString(),
  open: isOpen(doc, deps.clock()),
});

async function present(
  deps: Deps,
  actor: Actor,
  { doc, mayClose, called }: { doc: CallUpDoc; mayClose: boolean; called: boolean },
): Promise<CallUpView> {
  const answers = callAnswersOf(deps.db);
  const limit = CALLED_AT_MOST;
  const count = (answer: CallAnswer) => answers.countDocuments({ callUpId: doc._id, answer }, { limit });
  const [mine, coming, later, no] = await Promise.all([
    answers.findOne({ callUpId: doc._id, userId: actor.userId }),
    count('coming'),
    count('later'),
    count('no'),
  ]);
  return {
    ...shown(deps, doc),
    myAnswer: mine?.answer ?? null,
    mayAnswer: called && isOpen(doc, deps.clock()),
    counts: { called: doc.called, coming, later, no },
    mayClose: mayClose && isOpen(doc, deps.clock()),
  };
}

export const getCallUp = async (deps: Deps, actor: Actor, id: string) =>
  present(deps, actor, await find(deps, actor, id));

/**
 * Calls up every verified volunteer of an area; the telling is a job's, so that ten thousand keep nobody waiting.
 * @param id derived from the idempotency key
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, VALIDATION_FAILED, TOO_MANY_REQUESTS
 */
export async function createCallUp(deps: Deps, actor: Actor, id: string, body: NewCallUp) {
  const areaPath = pathOf(deps, body.areaCode);
  if (areaPath.length === 0) throw new AppError('NOT_FOUND', '没有这个区域');
  if (!callsIn(actor, areaPath)) throw new AppError('ACTION_NOT_ALLOWED', '只能召集自己辖区的志愿者');
  const nowMs = deps.clock();
  const until = Date.parse(body.until);
  if (until <= nowMs) throw invalidField('until', '截止时间已经过去了');
  if (until > nowMs + LONGEST_MS) throw invalidField('until', '召集最长三天');
  await deps.limits.take('call-up', actor.userId, AN_HOUR, 3600);
  try {
    await callUpsOf(deps.db).insertOne({
      _id: new mongoose.mongo.ObjectId(id),
      areaCode: body.areaCode,
      areaPath,
      skill: body.skill ?? null,
      title: body.title,
      text: body.text,
      meetAt: body.meetAt,
      until: new Date(until),
      closedAt: null,
      called: 0,
      calling: { after: '' },
      createdBy: actor.userId,
      createdAt: new Date(nowMs),
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  return getCallUp(deps, actor, id);
}

/** One answer a person; the last counts. @throws AppError NOT_FOUND, WRONG_STATE when it is over */
export async function answerCallUp(deps: Deps, actor: Actor, id: string, answer: CallAnswer) {
  const found = await find(deps, actor, id);
  if (!found.called) throw new AppError('NOT_FOUND', '没有找到这次召集');
  if (!isOpen(found.doc, deps.clock())) throw new AppError('WRONG_STATE', '这次召集已经结束');
  const who = { callUpId: found.doc._id, userId: actor.userId };
  const given: Pick<CallAnswerDoc, 'answer' | 'at'> = { answer, at: new Date(deps.clock()) };
  try {
    await callAnswersOf(deps.db).insertOne({ _id: new mongoose.mongo.ObjectId(), ...who, ...given });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    await callAnswersOf(deps.db).updateOne(who, { $set: given });
  }
  return present(deps, actor, found);
}

/** @throws AppError NOT_FOUND */
export async function closeCallUp(deps: Deps, actor: Actor, id: string) {
  const found = await find(deps, actor, id);
  if (!found.mayClose) throw new AppError('NOT_FOUND', '没有找到这次召集');
  await callUpsOf(deps.db).updateOne(
    { _id: found.doc._id, closedAt: null },
    { $set: { closedAt: new Date(deps.clock()) } },
  );
  return getCallUp(deps, actor, id);
}

/** Those that concern him as a volunteer, and those of the areas he calls volunteers up in; the latest first. */
export async function listCallUps(
  deps: Deps,
  actor: Actor,
  { limit, cursor }: { limit: number; cursor?: string },
) {
  const [before] = cursor ? decodeCursor(cursor, 'id') : [];
  const older = before ? { _id: { $lt: new mongoose.mongo.ObjectId(before) } } : {};
  const options = { sort: { _id: -1 as const }, limit: limit + 1 };
  const me = await volunteersOf(deps.db).findOne({ _id: actor.userId, state: 'verified' });
  const callUps = callUpsOf(deps.db);
  const found = await Promise.all([
    callUps.find({ areaPath: { $in: staffAreas(actor, CALLERS) }, ...older }, options).toArray(),
    me
      ? callUps
          .find({ areaCode: { $in: me.areaPath }, skill: { $in: [null, ...me.skills] }, ...older }, options)
          .toArray()
      : [],
  ]);
  const byId = new Map(found.flat().map((doc) => [doc._id.toHexString(), doc]));
  const docs = [...byId.values()].sort((a, b) => (a._id.toHexString() < b._id.toHexString() ? 1 : -1));
  const page = docs.slice(0, limit);
  const last = page.at(-1);
  const mine = await callAnswersOf(deps.db)
    .find({ callUpId: { $in: page.map(({ _id }) => _id) }, userId: actor.userId })
    .toArray();
  return {
    items: page.map((doc) => ({
      ...shown(deps, doc),
      myAnswer: mine.find(({ callUpId }) => callUpId.equals(doc._id))?.answer ?? null,
    })),
    nextCursor: docs.length > limit && last ? encodeCursor([last._id.toHexString()]) : null,
  };
}
