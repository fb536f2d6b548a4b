import { honoursOf, POINTS_EXPLAINED, yearRange } from '@shared/points/rules';
import type { PointEntry } from '@shared/points/contract';
import { SHANGHAI_OFFSET_MS } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { decodeCursor, encodeCursor } from '../cases';
import { entriesOf, type EntryDoc } from './ledger.model';

const present = (entry: EntryDoc): PointEntry => ({
  id: entry._id,
  title: entry.title,
  reason: entry.reason,
  points: entry.points,
  minutes: entry.minutes,
  balance: entry.total.points,
  at: entry.at.toISOString(),
});

/** The last line of somebody's ledger; null when nothing was ever booked. */
export async function lastEntry({ db }: Pick<Deps, 'db'>, userId: string): Promise<EntryDoc | null> {
  const [last] = await entriesOf(db)
    .find({ userId }, { sort: { seq: -1 }, limit: 1 })
    .toArray();
  return last ?? null;
}

/** One's own totals, honours and ledger, the latest line first. */
export async function readHours(
  deps: Deps,
  { userId }: Actor,
  { limit, cursor }: { limit: number; cursor?: string },
) {
  const [before] = cursor ? decodeCursor(cursor, 'seq') : [];
  const docs = await entriesOf(deps.db)
    .find(
      { userId, ...(before && { seq: { $lt: Number(before) } }) },
      { sort: { seq: -1 }, limit: limit + 1 },
    )
    .toArray();
  const last = before ? await lastEntry(deps, userId) : (docs[0] ?? null);
  const total = last?.total ?? { points: 0, minutes: 0, services: 0 };
  const { earned, next } = honoursOf(total.minutes);
  const page = docs.slice(0, limit);
  const end = page.at(-1);
  return {
    items: page.map(present),
    nextCursor: docs.length > limit && end ? encodeCursor([String(end.seq)]) : null,
    minutes: total.minutes,
    services: total.services,
    points: total.points,
    honours: earned,
    next,
    rules: POINTS_EXPLAINED,
  };
}

/** Lines of a year that are looked at: ten a day. */
const OF_A_YEAR = 4000;
const MOST_SHOWN = 5;

/** What was booked for service in a calendar year (Shanghai), the latest first. */
export async function entriesOfYear({ db }: Pick<Deps, 'db'>, userId: string, year: number) {
  const { from, to } = yearRange(year);
  const docs = await entriesOf(db)
    .find(
      { userId, servedAt: { $gte: new Date(from), $lt: new Date(to) } },
      { sort: { servedAt: -1 }, limit: OF_A_YEAR + 1 },
    )
    .toArray();
  return { entries: docs.slice(0, OF_A_YEAR), complete: docs.length <= OF_A_YEAR };
}

const sum = (entries: readonly EntryDoc[], field: 'points' | 'minutes' | 'services') =>
  entries.reduce((total, entry) => total + entry[field], 0);

export const totalsOf = (entries: readonly EntryDoc[]) => ({
  minutes: sum(entries, 'minutes'),
  services: sum(entries, 'services'),
  points: sum(entries, 'points'),
});

/** One's own year. */
export async function readYear(deps: Deps, { userId }: Actor, year: number) {
  const { entries, complete } = await entriesOfYear(deps, userId, year);
  const monthOf = ({ servedAt }: EntryDoc) => new Date(servedAt.getTime() + SHANGHAI_OFFSET_MS).getUTCMonth();
  const times = new Map<string, number>();
  for (const { title, services } of entries) times.set(title, (times.get(title) ?? 0) + services);
  return {
    year,
    ...totalsOf(entries),
    visits: entries.filter(({ reason }) => reason === 'visit').length,
    months: Array.from({ length: 12 }, (_, month) =>
      sum(
        entries.filter((entry) => monthOf(entry) === month),
        'minutes',
      ),
    ),
    most: [...times]
      .filter(([, count]) => count > 0)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, MOST_SHOWN)
      .map(([title, count]) => ({ title, times: count })),
    complete,
  };
}
