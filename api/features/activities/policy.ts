import mongoose from 'mongoose';
import { ORGANISERS } from '@shared/activities/contract';
import { NO_SHOWS_READ, pausedUntil } from '@shared/activities/rules';
import type { ActivityState } from '@shared/activities/schemas';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { type Actor, hasRole, holdsIn } from '@api/http/actor';
import { volunteersOf } from '../volunteers';
import { activitiesOf, type ActivityDoc, type ShiftDoc, signUpsOf } from './activity.model';

export const organisesIn = (actor: Actor | null, areaPath: readonly string[]): boolean =>
  actor !== null && ORGANISERS.some((role) => holdsIn(actor, role, areaPath));

export const stateOf = (doc: ActivityDoc, nowMs: number): ActivityState =>
  doc.cancelled ? 'cancelled' : nowMs > doc.endsAt.getTime() ? 'ended' : 'open';

export const termOf = ({ start, end }: Pick<ShiftDoc, 'start' | 'end'>) => ({
  start: start.getTime(),
  end: end.getTime(),
});

const missing = () => new AppError('NOT_FOUND', '没有找到这个活动');

/** Activities are public. @throws AppError NOT_FOUND */
export async function findActivity({ db }: Pick<Deps, 'db'>, id: string): Promise<ActivityDoc> {
  const doc = await activitiesOf(db).findOne({ _id: new mongoose.mongo.ObjectId(id) });
  if (!doc) throw missing();
  return doc;
}

/** An activity of the actor's own area. @throws AppError NOT_FOUND */
export async function findManaged(deps: Deps, actor: Actor, id: string): Promise<ActivityDoc> {
  const doc = await findActivity(deps, id);
  if (!organisesIn(actor, doc.areaPath)) throw missing();
  return doc;
}

/** @throws AppError NOT_FOUND */
export function shiftOf(doc: ActivityDoc, shiftId: string): ShiftDoc {
  const shift = doc.shifts.find(({ id }) => id === shiftId);
  if (!shift) throw new AppError('NOT_FOUND', '没有找到这个班次');
  return shift;
}

/** Until when somebody may not sign up, by his last no-shows; null when he may. */
export async function pausedUntilOf(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  userId: string,
): Promise<number | null> {
  const nowMs = clock();
  const docs = await signUpsOf(db)
    .find(
      { userId, noShowAt: { $gt: new Date(0) } },
      { sort: { noShowAt: -1 }, limit: NO_SHOWS_READ, projection: { noShowAt: 1 } },
    )
    .toArray();
  return pausedUntil(
    docs.map(({ noShowAt }) => noShowAt?.getTime() ?? 0),
    nowMs,
  );
}

export type Asker = NonNullable<Awaited<ReturnType<typeof askerOf>>>;

/** What decides whether somebody may sign up; null for who is no volunteer. */
export async function askerOf(deps: Deps, actor: Actor) {
  const [volunteer, paused] = await Promise.all([
    volunteersOf(deps.db).findOne({ _id: actor.userId, state: { $ne: 'left' } }),
    pausedUntilOf(deps, actor.userId),
  ]);
  return (
    volunteer && {
      verified: volunteer.state === 'verified',
      party: hasRole(actor, 'party_member'),
      adultOn: volunteer.adultOn,
      skills: volunteer.skills,
      areaPath: volunteer.areaPath,
      pausedUntil: paused,
      name: volunteer.name,
    }
  );
}
