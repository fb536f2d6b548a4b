import mongoose from 'mongoose';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import { findPostsOf } from '../areas';
import { takeQuota } from '../contacts';
import { type VisitDoc, looksOf, visitsOf } from './visit.model';

export interface Secret {
  people: string[];
  note: string | null;
}

/** Null when it has had its time and is gone. */
export const openSecret = (
  deps: Pick<Deps, 'fieldCrypto'>,
  { sealed }: Pick<VisitDoc, 'sealed'>,
): Secret | null => (sealed === null ? null : (JSON.parse(deps.fieldCrypto.decrypt(sealed)) as Secret));

/** Who answers for the place of a visit and may ask whom it met: its desks, its supervisors and the grid's leader. */
async function answersFor(deps: Pick<Deps, 'db' | 'clock'>, actor: Actor, doc: VisitDoc): Promise<boolean> {
  if (doc.userId === actor.userId) return false;
  if (holdsIn(actor, 'dispatcher', doc.areaPath) || holdsIn(actor, 'supervisor', doc.areaPath)) return true;
  if (!holdsIn(actor, 'grid_worker', doc.areaPath)) return false;
  const posts = await findPostsOf(deps, actor.userId);
  return posts.some((post) => post.function === 'grid_leader' && post.areaCode === doc.gridCode);
}

/** Is there something to be asked, and is he one who may? */
export const mayLook = async (
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  doc: VisitDoc,
): Promise<boolean> => doc.sealed !== null && (await answersFor(deps, actor, doc));

/** A visit the actor reads as staff of its place. @throws AppError NOT_FOUND */
async function findVisit(deps: Pick<Deps, 'db'>, actor: Actor, id: string): Promise<VisitDoc> {
  const doc = await visitsOf(deps.db).findOne({ _id: new mongoose.mongo.ObjectId(id) });
  const reads = (['grid_worker', 'dispatcher', 'supervisor', 'admin'] as const).some(
    (role) => doc && holdsIn(actor, role, doc.areaPath),
  );
  if (!doc || (!reads && doc.userId !== actor.userId)) throw new AppError('NOT_FOUND', '没有这条走访记录');
  return doc;
}

/**
 * Opens what one visit keeps sealed: first it is counted, then written down who looks and why, only then answered.
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, TOO_MANY_REQUESTS
 */
export async function discloseVisit(deps: Deps, actor: Actor, id: string, purpose: string) {
  const doc = await findVisit(deps, actor, id);
  if (!(await answersFor(deps, actor, doc)))
    throw new AppError('ACTION_NOT_ALLOWED', '只有网格长、中心和监督人员因工作需要才能看');
  const secret = openSecret(deps, doc);
  if (!secret) throw new AppError('ACTION_NOT_ALLOWED', '过了保存期限，见到谁已经清除');
  const leftToday = await takeQuota(deps, 'visit', actor.userId);
  await looksOf(deps.db).insertOne({
    _id: new mongoose.mongo.ObjectId(),
    visitId: doc._id,
    at: new Date(deps.clock()),
    by: { userId: actor.userId, ...(actor.staff ?? { name: actor.nickname, title: '工作人员' }) },
    purpose,
  });
  return { ...secret, leftToday };
}

/** Who looked, when and why: for whoever wrote the visit, and for supervisors of its place. @throws AppError NOT_FOUND */
export async function listLooks(deps: Deps, actor: Actor, id: string) {
  const doc = await findVisit(deps, actor, id);
  if (doc.userId !== actor.userId && !holdsIn(actor, 'supervisor', doc.areaPath))
    throw new AppError('NOT_FOUND', '没有这条走访记录');
  const looks = await looksOf(deps.db)
    .find({ visitId: doc._id }, { sort: { _id: -1 }, limit: 100 })
    .toArray();
  return {
    items: looks.map(({ _id, at, by, purpose }) => ({
      id: _id.toHexString(),
      at: at.toISOString(),
      by: { name: by.name, title: by.title },
      purpose,
    })),
    nextCursor: null,
  };
}
