import mongoose from 'mongoose';
import { AppError, invalidField } from '@shared/core/errors';
import { termProblem } from '@shared/notices/rules';
import {
  type ManagedNotice,
  type NewNotice,
  type NoticeChanges,
  STANDING_AT_MOST,
} from '@shared/notices/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { type NoticeDoc, noticesOf } from './notice.model';
import { findManaged, pathOf, stateOf, writesIn } from './policy';
import { presentManaged } from './present-notice';
import { isQuotaUsed, orderToTell } from './tell-notice';

function checkTerm(publishAt: Date, validUntil: Date, nowMs: number): void {
  const problem = termProblem({ publishAt: publishAt.getTime(), validUntil: validUntil.getTime() }, nowMs);
  if (problem) throw invalidField(problem.path, problem.message);
}

async function checkRoom({ db }: Pick<Deps, 'db'>, areaCode: string, now: Date): Promise<void> {
  const standing = await noticesOf(db).countDocuments(
    { areaCode, withdrawnAt: null, validUntil: { $gt: now } },
    { limit: STANDING_AT_MOST },
  );
  if (standing >= STANDING_AT_MOST)
    throw new AppError('WRONG_STATE', `一个区域同时最多 ${STANDING_AT_MOST} 条公告，请先撤回过时的`);
}

/**
 * @param id derived from the idempotency key: a try after a crash writes the same notice
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, VALIDATION_FAILED, WRONG_STATE when there is no room
 */
export async function createNotice(
  deps: Deps,
  actor: Actor,
  id: string,
  { publishAt, validUntil, ...words }: NewNotice,
): Promise<ManagedNotice> {
  const areaPath = pathOf(deps, words.areaCode);
  if (!writesIn(actor, areaPath)) throw new AppError('ACTION_NOT_ALLOWED', '只能给自己辖区发公告');
  const nowMs = deps.clock();
  const now = new Date(nowMs);
  const doc: NoticeDoc = {
    ...words,
    _id: new mongoose.mongo.ObjectId(id),
    areaPath,
    publishAt: new Date(Math.max(nowMs, publishAt ? Date.parse(publishAt) : nowMs)),
    validUntil: new Date(validUntil),
    editedAt: null,
    withdrawnAt: null,
    withdrawal: null,
    round: 1,
    createdBy: actor.userId,
    createdAt: now,
    version: 1,
  };
  checkTerm(doc.publishAt, doc.validUntil, nowMs);
  await checkRoom(deps, words.areaCode, now);
  Object.assign(doc, await toldWith(deps, doc, doc.publishAt));
  try {
    await noticesOf(deps.db).insertOne(doc);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  return presentManaged(deps, await findManaged(deps, actor, id));
}

/** Into the inbox of who lives there, while the area has not had its share of the day. */
async function toldWith(
  deps: Deps,
  notice: Pick<NoticeDoc, 'important' | 'areaCode'>,
  at: Date,
  waiting?: NoticeDoc['_id'],
): Promise<Pick<NoticeDoc, 'tell' | 'tellAt'>> {
  const order = orderToTell(notice, at);
  if (!order || (await isQuotaUsed(deps, notice.areaCode, at, waiting))) return { tell: null, tellAt: null };
  return { tell: order, tellAt: at };
}

/** The notice, ready to be written at this version. @throws AppError NOT_FOUND, VERSION_CONFLICT, WRONG_STATE */
async function open(deps: Deps, actor: Actor, id: string, version: number): Promise<NoticeDoc> {
  const doc = await findManaged(deps, actor, id);
  if (doc.version !== version) throw await conflict(deps, doc);
  const state = stateOf(doc, deps.clock());
  if (state === 'withdrawn') throw new AppError('WRONG_STATE', '这条公告已经撤回');
  if (state === 'ended') throw new AppError('WRONG_STATE', '这条公告已经过期，请另发一条');
  return doc;
}

const conflict = async (deps: Deps, doc: NoticeDoc) =>
  new AppError('VERSION_CONFLICT', undefined, { current: await presentManaged(deps, doc) });

async function write(deps: Deps, actor: Actor, doc: NoticeDoc, changes: Partial<NoticeDoc>) {
  const updated = await noticesOf(deps.db).findOneAndUpdate(
    { _id: doc._id, version: doc.version },
    { $set: changes, $inc: { version: 1 } },
    { returnDocument: 'after' },
  );
  if (!updated) throw await conflict(deps, await findManaged(deps, actor, doc._id.toHexString()));
  return presentManaged(deps, updated);
}

/** @throws AppError as `open`, VALIDATION_FAILED for dates that do not fit */
export async function changeNotice(
  deps: Deps,
  actor: Actor,
  id: string,
  { version, publishAt, validUntil, askAgain, ...words }: NoticeChanges,
): Promise<ManagedNotice> {
  const doc = await open(deps, actor, id, version);
  const nowMs = deps.clock();
  const isOut = doc.publishAt.getTime() <= nowMs;
  if (isOut && publishAt !== undefined && Date.parse(publishAt) !== doc.publishAt.getTime())
    throw invalidField('publishAt', '已经发布，不能再改发布时间');
  const term = {
    publishAt:
      isOut || publishAt === undefined ? doc.publishAt : new Date(Math.max(nowMs, Date.parse(publishAt))),
    validUntil: validUntil === undefined ? doc.validUntil : new Date(validUntil),
  };
  checkTerm(term.publishAt, term.validUntil, nowMs);
  const given = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined));
  const reworded = (['title', 'text'] as const).some(
    (field) => words[field] !== undefined && words[field] !== doc[field],
  );
  const next = { areaCode: doc.areaCode, important: words.important ?? doc.important };
  // Asked again, made important, or moved while nobody knows of it: who is told, and when, is decided anew.
  const anew = askAgain || next.important !== doc.important || (!isOut && next.important);
  const told = anew
    ? await toldWith(deps, next, isOut ? new Date(nowMs) : term.publishAt, isOut ? undefined : doc._id)
    : { tell: doc.tell ?? null, tellAt: doc.tellAt ?? null };
  return write(deps, actor, doc, {
    ...told,
    ...given,
    ...term,
    ...(isOut && reworded && { editedAt: new Date(nowMs) }),
    ...(askAgain && { round: doc.round + 1 }),
  });
}

/** Takes it back for good; who held the link reads why. @throws AppError as `open` */
export async function withdrawNotice(
  deps: Deps,
  actor: Actor,
  id: string,
  { version, reason }: { version: number; reason: string },
): Promise<ManagedNotice> {
  const doc = await open(deps, actor, id, version);
  return write(deps, actor, doc, {
    withdrawnAt: new Date(deps.clock()),
    tell: null,
    // What nobody was told does not count.
    tellAt: doc.tell ? null : (doc.tellAt ?? null),
    withdrawal: { reason, by: actor.userId },
  });
}
