import mongoose from 'mongoose';
import { AppError } from '@shared/core/errors';
import type { NoticeView } from '@shared/notices/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { receiptsOf } from './notice.model';
import { findPublished, mayAcknowledge, stateOf } from './policy';
import { presentNotice } from './present-notice';

/** One receipt a person: the first stays, until the notice asks again. @throws AppError WRONG_STATE, ACTION_NOT_ALLOWED */
export async function acknowledgeNotice(deps: Deps, actor: Actor, id: string): Promise<NoticeView> {
  const doc = await findPublished(deps, id);
  if (stateOf(doc, deps.clock()) !== 'current' || !doc.important)
    throw new AppError('WRONG_STATE', '这条公告现在不用确认');
  if (!mayAcknowledge(deps, actor, doc))
    throw new AppError('ACTION_NOT_ALLOWED', '这条公告发给别处的居民；住在这里的话，请先选好您的网格');
  const who = { noticeId: doc._id, userId: actor.userId };
  const receipt = { round: doc.round, at: new Date(deps.clock()) };
  try {
    await receiptsOf(deps.db).insertOne({ _id: new mongoose.mongo.ObjectId(), ...who, ...receipt });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    await receiptsOf(deps.db).updateOne({ ...who, round: { $lt: doc.round } }, { $set: receipt });
  }
  return presentNotice(deps, actor, doc);
}
