import { OFFER_MS } from '@shared/services/slots';
import { shanghaiDate, calendarTime } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import { isDuplicateKey } from '@api/http/idempotency';
import { dropSeat, passSeat, type Seat, seatsOf } from '@api/store/seats';
import { tellPeople } from '../notifications';
import { SEATS, waitsOf } from './application.model';
import { liveServices } from './live-services';
import { findOpenSlot, readPool } from './pools';

/** So many who wait are tried for one seat; who already has one there cannot take another. */
const TRIES = 20;

/**
 * Lets a seat go: to whoever has waited longest, in one step, else it is free. Harmless when the seat is no longer as
 * it was read.
 */
export async function freeSeat(deps: Deps, seat: Seat): Promise<void> {
  const nowMs = deps.clock();
  const now = new Date(nowMs);
  const waiting = await waitsOf(deps.db)
    .find({ pool: seat.pool, state: 'waiting', startAt: { $gt: now } }, { sort: { at: 1 }, limit: TRIES })
    .toArray();
  for (const { userId, startAt } of waiting) {
    if (userId === seat.holder) continue;
    const until = new Date(Math.min(nowMs + OFFER_MS, startAt.getTime()));
    try {
      if (!(await passSeat(deps.db, SEATS, seat, { holder: userId, until, now }))) return;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      continue;
    }
    await tellOffered(deps, { ...seat, holder: userId, until, ref: null });
    return;
  }
  await dropSeat(deps.db, SEATS, seat);
}

/** Tells who waited that a seat is his for a while; again and again the same message until it is said. */
export async function tellOffered(deps: Deps, seat: Seat): Promise<void> {
  const { serviceId, slotId } = readPool(seat.pool);
  const item = (await liveServices(deps)).byId.get(serviceId);
  await waitsOf(deps.db).updateOne({ _id: `${seat.pool}:${seat.holder}` }, { $set: { state: 'offered' } });
  if (item && seat.until) {
    const slot = await findOpenSlot(deps, serviceId, slotId).catch(() => null);
    const nowMs = deps.clock();
    const time = (ms: number) => calendarTime(ms, nowMs);
    await tellPeople(deps, [seat.holder], {
      key: `offer:${seat._id}:${shanghaiDate(nowMs)}:${seat.until.getTime()}`,
      kind: 'notice',
      title: '候补到号了',
      text: `「${item.name}」${slot ? ` ${time(slot.startMs)} ` : ''}有人退号，已给您留着，请在 ${time(seat.until.getTime())} 前去预约`,
    });
  }
  await seatsOf(deps.db, SEATS).updateOne(
    { _id: seat._id, holder: seat.holder },
    { $unset: { offered: '' } },
  );
}
