import type * as z from 'zod';
import { invalidField } from '@shared/core/errors';
import type { listSlots as contract } from '@shared/services/contract';
import type { SlotView } from '@shared/services/views';
import { BOOK_AHEAD_DAYS, type Slot, slotIdOf, slotsOn, whyNotBook } from '@shared/services/slots';
import { DAY_MS, shanghaiDate, startOfShanghaiDay } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import type { AreaNode } from '@api/routing';
import { type Seat, takenSeats } from '@api/store/seats';
import { SEATS, waitsOf } from './application.model';
import { findOffered, type LiveItem } from './live-services';
import { poolOf, siteOf } from './pools';

type Query = z.output<NonNullable<(typeof contract)['query']>>;
const DAYS_AT_ONCE = 7;

/** Slots that can still be booked, in order, with what is left of each. @throws AppError as `findOffered`, `siteOf` */
export async function listSlots(deps: Deps, actor: Actor | null, id: string, { from, to, area }: Query) {
  const item = await findOffered(deps, id);
  const site = siteOf(deps, actor, item, area);
  const nowMs = deps.clock();
  const fromMs = Math.max(nowMs, from ? Date.parse(from) : nowMs);
  const toMs = to ? Date.parse(to) : fromMs + DAYS_AT_ONCE * DAY_MS;
  if (toMs - fromMs > DAYS_AT_ONCE * DAY_MS) throw invalidField('to', `一次最多看 ${DAYS_AT_ONCE} 天`);
  const slots = slotsBetween(deps, item, site, fromMs, toMs);
  return {
    site: { code: site.code, level: site.level, name: site.name },
    items: await presentSlots(deps, actor?.userId ?? null, item, slots),
  };
}

function slotsBetween(deps: Deps, item: LiveItem, site: AreaNode, fromMs: number, toMs: number): Slot[] {
  const slots: Slot[] = [];
  for (let day = startOfShanghaiDay(shanghaiDate(fromMs)); day < toMs; day += DAY_MS)
    slots.push(...slotsOn(item, site.code, shanghaiDate(day), deps.calendar));
  const nowMs = deps.clock();
  return slots.filter(
    ({ startMs }) => startMs >= fromMs && startMs < toMs && whyNotBook(startMs, nowMs) === null,
  );
}

/** Slots as this person sees them; one read for all, since their names lie side by side. */
export async function presentSlots(
  deps: Deps,
  userId: string | null,
  item: LiveItem,
  slots: readonly Slot[],
): Promise<SlotView[]> {
  const [first, last] = [slots[0], slots[slots.length - 1]];
  if (!first || !last || !item.appointment) return [];
  const { capacity } = item.appointment;
  const range = { from: poolOf(item.id, first.id), to: `${poolOf(item.id, last.id)}$` };
  const [seats, waiting] = await Promise.all([
    takenSeats(deps.db, SEATS, range, new Date(deps.clock())),
    userId === null ? noPools : waitingPools(deps, userId),
  ]);
  const byPool = groupByPool(seats);
  return slots.map(({ id, startMs, endMs }) => {
    const pool = poolOf(item.id, id);
    const taken = byPool.get(pool) ?? [];
    const own = userId === null ? undefined : taken.find(({ holder }) => holder === userId);
    return {
      id,
      startAt: new Date(startMs).toISOString(),
      endAt: new Date(endMs).toISOString(),
      capacity,
      left: Math.max(0, capacity - taken.length),
      mine: own ? (own.until ? 'held' : 'booked') : waiting.includes(pool) ? 'waiting' : null,
    };
  });
}

function groupByPool(seats: readonly Seat[]): Map<string, Seat[]> {
  const byPool = new Map<string, Seat[]>();
  for (const seat of seats) byPool.set(seat.pool, [...(byPool.get(seat.pool) ?? []), seat]);
  return byPool;
}

const noPools: string[] = [];

async function waitingPools(deps: Deps, userId: string): Promise<string[]> {
  const waits = await waitsOf(deps.db).find({ userId, state: 'waiting' }).toArray();
  return waits.map(({ pool }) => pool);
}

/** The first slot from that time on that has a seat, at the same site; null when all are taken. */
export async function nextFreeSlot(
  deps: Deps,
  userId: string,
  item: LiveItem,
  site: AreaNode,
  afterMs: number,
): Promise<SlotView | null> {
  const endMs = deps.clock() + BOOK_AHEAD_DAYS * DAY_MS;
  for (let fromMs = afterMs; fromMs < endMs; fromMs += DAY_MS) {
    const slots = slotsBetween(deps, item, site, fromMs, Math.min(endMs, fromMs + DAY_MS)).filter(
      ({ id }) => id !== slotIdOf(site.code, afterMs),
    );
    const free = (await presentSlots(deps, userId, item, slots)).find(({ left }) => left > 0);
    if (free) return free;
  }
  return null;
}
