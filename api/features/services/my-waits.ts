import { AppError } from '@shared/core/errors';
import type { WaitItem } from '@shared/services/views';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { type Seat, seatsOf } from '@api/store/seats';
import { SEATS, type WaitDoc, waitsOf } from './application.model';
import { findOpenSlot, type OpenSlot, readPool } from './pools';

/** More than anybody may wait for and hold at once, of all services together. */
const AT_MOST = 50;

/** Slots kept for a person (offered to who waited, or held while he fills in the form) and those he still waits for. */
export async function listMyWaits(deps: Deps, { userId }: Actor): Promise<{ items: WaitItem[] }> {
  const now = new Date(deps.clock());
  const [kept, waits] = await Promise.all([
    seatsOf(deps.db, SEATS)
      .find({ holder: userId, until: { $gt: now } }, { limit: AT_MOST })
      .toArray(),
    waitsOf(deps.db).find({ userId, state: 'waiting' }, { limit: AT_MOST }).toArray(),
  ]);
  const taken = await seatsOf(deps.db, SEATS)
    .find({ pool: { $in: waits.map(({ pool }) => pool) }, holder: userId })
    .toArray();
  const isOver = (startMs: number) => startMs <= now.getTime();
  const own = new Set(taken.filter(({ until }) => until === null || until > now).map(({ pool }) => pool));
  const found = await Promise.all([
    ...kept.map((seat) => presentKept(deps, seat)),
    ...waits.filter(({ pool }) => !own.has(pool)).map((wait) => presentWaiting(deps, wait)),
  ]);
  const items = found.flatMap((item) => (item && !isOver(Date.parse(item.startAt)) ? [item] : []));
  return { items: items.sort((a, b) => (a.startAt < b.startAt ? -1 : 1)) };
}

/** Null when the service is no longer what it was when somebody asked for the slot. */
async function slotOf(deps: Deps, pool: string): Promise<OpenSlot | null> {
  const { serviceId, slotId } = readPool(pool);
  try {
    return await findOpenSlot(deps, serviceId, slotId);
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}

const present = ({ item, site, ...slot }: OpenSlot) => ({
  service: { id: item.id, name: item.name },
  slotId: slot.id,
  startAt: new Date(slot.startMs).toISOString(),
  endAt: new Date(slot.endMs).toISOString(),
  site: site.name,
});

async function presentKept(deps: Deps, { pool, until }: Seat): Promise<WaitItem | null> {
  const slot = await slotOf(deps, pool);
  return slot && until && { ...present(slot), state: 'kept', until: until.toISOString(), ahead: null };
}

async function presentWaiting(deps: Deps, { pool, at }: WaitDoc): Promise<WaitItem | null> {
  const slot = await slotOf(deps, pool);
  return slot && { ...present(slot), state: 'waiting', until: null, ahead: await countAhead(deps, pool, at) };
}

/** How many have waited longer for the same slot. */
export const countAhead = (deps: Deps, pool: string, at: Date): Promise<number> =>
  waitsOf(deps.db).countDocuments({ pool, state: 'waiting', at: { $lt: at } }, { limit: 1000 });
