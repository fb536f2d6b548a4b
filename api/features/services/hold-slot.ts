import { AppError } from '@shared/core/errors';
import type { HoldView } from '@shared/services/views';
import { HOLD_MS, OPEN_APPOINTMENTS_AT_MOST, WAITS_AT_MOST } from '@shared/services/slots';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { type Seat, seatsOf, takeSeat } from '@api/store/seats';
import { applicationsOf, SEATS, waitsOf } from './application.model';
import { freeSeat } from './free-seat';
import { nextFreeSlot, presentSlots } from './list-slots';
import { countAhead } from './my-waits';
import { findBookableSlot, findOpenSlot, type OpenSlot } from './pools';

/** Nobody keeps the city's appointments for himself. @throws AppError WRONG_STATE */
export async function checkRoom(deps: Deps, userId: string, serviceId: string): Promise<void> {
  const open = await applicationsOf(deps.db).countDocuments(
    {
      userId,
      'service.id': serviceId,
      'appointment.state': 'booked',
      'appointment.startAt': { $gt: new Date(deps.clock()) },
    },
    { limit: OPEN_APPOINTMENTS_AT_MOST },
  );
  if (open >= OPEN_APPOINTMENTS_AT_MOST)
    throw new AppError('WRONG_STATE', `这项服务您已经有 ${open} 个预约，请先办完或取消一个`);
}

/** That it is full, what to do, and the next slot that is not. */
export async function fullSlot(deps: Deps, userId: string, slot: OpenSlot): Promise<AppError> {
  const next = await nextFreeSlot(deps, userId, slot.item, slot.site, slot.startMs);
  const advice = next ? '可以选下一个有号的时段，或者候补' : '近期都约满了，可以候补，有人退号就通知您';
  return new AppError('WRONG_STATE', `这个时段刚刚约满，${advice}`, { next });
}

/**
 * Keeps a seat for ten minutes. Of several holds of one person and service the last one stays.
 * @throws AppError NOT_FOUND, WRONG_STATE (full: with the next free slot in `next`), TOO_MANY_REQUESTS
 */
export async function holdSlot(
  deps: Deps,
  actor: Actor,
  { id, slotId }: { id: string; slotId: string },
): Promise<HoldView> {
  await deps.limits.take('hold', actor.userId, 20, 600);
  const slot = await findBookableSlot(deps, id, slotId);
  await checkRoom(deps, actor.userId, id);
  const seat = await holdSeat(deps, actor.userId, slot);
  if (!seat.until) throw new AppError('WRONG_STATE', '这个时段您已经预约了');
  await dropOtherHolds(deps, actor.userId, slot);
  const [view] = await presentSlots(deps, actor.userId, slot.item, [slot]);
  if (!view) throw new AppError('NOT_FOUND', '没有这个时段');
  return { slot: view, heldUntil: seat.until.toISOString() };
}

/** One's own seat of a slot, held or already kept. @throws AppError WRONG_STATE when it is full */
export async function holdSeat(deps: Deps, userId: string, slot: OpenSlot): Promise<Seat> {
  const nowMs = deps.clock();
  const seat = await takeSeat(deps.db, SEATS, {
    pool: slot.pool,
    capacity: slot.capacity,
    holder: userId,
    until: new Date(nowMs + HOLD_MS),
    ref: null,
    now: new Date(nowMs),
  });
  if (!seat) throw await fullSlot(deps, userId, slot);
  return seat;
}

async function dropOtherHolds(deps: Deps, userId: string, slot: OpenSlot): Promise<void> {
  const held = await seatsOf(deps.db, SEATS)
    .find({ holder: userId, until: { $gt: new Date(deps.clock()) } })
    .toArray();
  const others = held.filter(({ pool, ref }) => {
    const ofService = pool.startsWith(`${slot.item.id}/`);
    return ofService && pool !== slot.pool && ref === null;
  });
  await Promise.all(others.map((seat) => freeSeat(deps, seat)));
}

/** @throws AppError NOT_FOUND */
export async function releaseSlot(
  deps: Deps,
  actor: Actor,
  { id, slotId }: { id: string; slotId: string },
): Promise<void> {
  const { pool } = await findOpenSlot(deps, id, slotId);
  const seat = await seatsOf(deps.db, SEATS).findOne({ pool, holder: actor.userId });
  if (seat?.until) await freeSeat(deps, seat);
}

/** @throws AppError NOT_FOUND, WRONG_STATE when there is a seat to be had or too many waits, ALREADY_DONE */
export async function joinWait(deps: Deps, actor: Actor, { id, slotId }: { id: string; slotId: string }) {
  const slot = await findBookableSlot(deps, id, slotId);
  const { userId } = actor;
  const [view] = await presentSlots(deps, userId, slot.item, [slot]);
  if (!view) throw new AppError('NOT_FOUND', '没有这个时段');
  if (view.mine === 'held' || view.mine === 'booked')
    throw new AppError('ALREADY_DONE', '这个时段您已经有号了');
  if (view.left > 0) throw new AppError('WRONG_STATE', '这个时段还有号，直接预约就行');
  const waits = waitsOf(deps.db);
  const others = await waits.countDocuments(
    { userId, state: 'waiting', pool: { $ne: slot.pool } },
    { limit: WAITS_AT_MOST },
  );
  if (others >= WAITS_AT_MOST) throw new AppError('WRONG_STATE', `最多同时候补 ${WAITS_AT_MOST} 个时段`);
  const at = new Date(deps.clock());
  const doc = { pool: slot.pool, userId, at, startAt: new Date(slot.startMs) };
  const _id = `${slot.pool}:${userId}`;
  try {
    // Who was offered one and let it pass waits anew, at the end.
    await waits.updateOne(
      { _id, state: { $ne: 'waiting' } },
      { $set: { ...doc, state: 'waiting' } },
      { upsert: true },
    );
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  const mine = await waits.findOne({ _id });
  const ahead = await countAhead(deps, slot.pool, mine?.at ?? at);
  return { slot: { ...view, mine: 'waiting' as const }, ahead };
}

/** @throws AppError NOT_FOUND */
export async function leaveWait(
  deps: Deps,
  actor: Actor,
  { id, slotId }: { id: string; slotId: string },
): Promise<void> {
  const { pool } = await findOpenSlot(deps, id, slotId);
  await waitsOf(deps.db).deleteOne({ _id: `${pool}:${actor.userId}` });
}
