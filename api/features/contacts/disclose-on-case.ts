import mongoose from 'mongoose';
import { AppError } from '@shared/core/errors';
import type { DisclosedPhone } from '@shared/contacts/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { findPostsOf } from '../areas';
import { usersOf } from '../auth';
import { type CaseDoc, findCase, phoneOf, viewerOf } from '../cases';
import { disclose } from './disclose';
import { personOf } from './disclose-post';
import { reachPost } from './reach-post';

/** @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, WRONG_STATE, TOO_MANY_REQUESTS */
export async function discloseOnCase(
  deps: Deps,
  actor: Actor,
  ref: string,
  purpose: string,
): Promise<DisclosedPhone> {
  const doc = await findCase(deps.db, ref);
  if (!doc || viewerOf(actor, doc) === null) throw new AppError('NOT_FOUND', '没有找到这件事');
  const whose = phoneOf(actor, doc);
  if (whose === null) throw new AppError('ACTION_NOT_ALLOWED', whyNot(actor, doc));
  return whose === 'worker' ? ofWorker(deps, actor, doc, purpose) : ofReporter(deps, actor, doc, purpose);
}

function whyNot(actor: Actor, doc: CaseDoc): string {
  if (!doc.open) return '这件事已经办完，不再提供电话';
  if (doc.reporterId === actor.userId) return '这件事还没有交到某个人手里，请打值班电话';
  if (doc.anonymousToWorker && viewerOf(actor, doc) === 'staff') return '反映人不愿公开身份';
  return '只有这件事的经办人能看反映人的电话';
}

const caseOf = (doc: CaseDoc) => ({ id: doc._id.toHexString(), number: doc.number });

async function ofWorker(deps: Deps, actor: Actor, doc: CaseDoc, purpose: string): Promise<DisclosedPhone> {
  if (doc.assignee.type !== 'person') throw new AppError('ACTION_NOT_ALLOWED', whyNot(actor, doc));
  const { userId, postId } = doc.assignee;
  // He may have moved to another post since and still have the case.
  const posts = await findPostsOf(deps, userId);
  const post = posts.find(({ _id }) => _id === postId) ?? posts.find(({ phoneSealed }) => phoneSealed);
  const { post: reached, standsInFor } = await reachPost(deps, post ?? null);
  return disclose(deps, {
    limit: 'worker',
    // The record must not tell what the case keeps from its worker.
    by: { userId: actor.userId, name: doc.anonymousToWorker ? '匿名居民' : doc.reporter.name, title: '居民' },
    of: personOf(reached),
    purpose,
    case: caseOf(doc),
    areaPath: doc.areaPath,
    phoneSealed: reached.phoneSealed,
    standsInFor,
  });
}

async function ofReporter(deps: Deps, actor: Actor, doc: CaseDoc, purpose: string): Promise<DisclosedPhone> {
  const reporter = await usersOf(deps.db)
    .findById(new mongoose.Types.ObjectId(doc.reporterId), { phoneSealed: 1, disabledAt: 1 })
    .lean();
  if (!reporter?.phoneSealed || reporter.disabledAt)
    throw new AppError('WRONG_STATE', '反映人没有可以打的电话，请在进展里留言');
  return disclose(deps, {
    limit: 'reporter',
    by: { userId: actor.userId, ...(actor.staff ?? { name: actor.nickname, title: '经办人' }) },
    of: { userId: doc.reporterId, postId: null, name: doc.reporter.name, title: '居民' },
    purpose,
    case: caseOf(doc),
    areaPath: doc.areaPath,
    phoneSealed: reporter.phoneSealed,
    standsInFor: null,
  });
}
