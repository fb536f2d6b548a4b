import mongoose from 'mongoose';
import { type AreaStats, COUNTED_AT_MOST, STATS_DAYS } from '@shared/area-stats/contract';
import { addTallies, NO_TALLY, threeRates } from '@shared/cases/rates';
import { AppError } from '@shared/core/errors';
import { DAY_MS } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import { areaRef } from '../areas';
import { type CaseDoc, casesOf } from '../cases';

type Row = Pick<
  CaseDoc,
  | 'createdAt'
  | 'status'
  | 'respondBy'
  | 'respondedAt'
  | 'rating'
  | 'rated'
  | 'ratings'
  | 'round'
  | 'partOf'
  | 'mergedInto'
>;

/** The same figures are answered for so long: everyone who opens a grid asks for them. */
const KEPT_MS = 60_000;
const KEPT_AREAS = 500;

const DONE: readonly CaseDoc['status'][] = ['verified', 'closed'];
const NOT_OPEN: readonly CaseDoc['status'][] = ['declined', 'withdrawn', 'merged'];

/** Cases of the period, public or not: of each only what is counted. Parts belong to their whole. */
async function rowsOf({ db }: Pick<Deps, 'db'>, code: string, sinceMs: number): Promise<Row[]> {
  const from = mongoose.mongo.ObjectId.createFromTime(Math.floor(sinceMs / 1000));
  const rows = await Promise.all(
    (['public', 'private'] as const).map((visibility) =>
      casesOf(db)
        .collection.find<Row>({ visibility, areaPath: code, _id: { $gte: from } } as object, {
          sort: { _id: -1 },
          limit: COUNTED_AT_MOST + 1,
          projection: {
            createdAt: 1,
            status: 1,
            respondBy: 1,
            respondedAt: 1,
            rating: 1,
            rated: 1,
            ratings: 1,
            round: 1,
            partOf: 1,
            mergedInto: 1,
          },
        })
        .toArray(),
    ),
  );
  // Ids say when a case was written, which may be later than when it was filed.
  return rows.flat().filter(({ createdAt }) => createdAt.getTime() >= sinceMs);
}

function count(rows: readonly Row[], nowMs: number): Pick<AreaStats, 'cases' | 'rates'> {
  const due = rows.filter(
    ({ status, respondBy, respondedAt }) =>
      status !== 'withdrawn' && (respondedAt !== null || respondBy.getTime() <= nowMs),
  );
  const rateable = rows.filter(({ status }) => DONE.includes(status));
  const rated = rateable.filter(({ rating, rated: once }) => rating !== null || once === true);
  const ratings = rated.reduce(
    (sum, row) =>
      row.ratings && row.ratings.round === (row.round ?? 0) ? addTallies(sum, row.ratings) : sum,
    NO_TALLY,
  );
  const { response, resolution, satisfaction, unrated } = threeRates({
    due: due.length,
    respondedInTime: due.filter(
      ({ respondBy, respondedAt }) => respondedAt !== null && respondedAt <= respondBy,
    ).length,
    rateable: rateable.length,
    ratedCases: rated.length,
    ratings,
  });
  return {
    cases: {
      received: rows.length,
      open: rows.filter(({ status }) => !NOT_OPEN.includes(status) && !DONE.includes(status)).length,
      done: rateable.length,
    },
    rates: { response, resolution, satisfaction, unrated },
  };
}

/** Answers the public figures of areas, each computed once a minute at most. */
export function createAreaStats(deps: Deps): (code: string) => Promise<AreaStats> {
  const kept = new Map<string, { untilMs: number; stats: Promise<AreaStats> }>();

  async function compute(code: string, nowMs: number): Promise<AreaStats> {
    const area = deps.routing.current().node(code);
    if (!area) throw new AppError('NOT_FOUND', '没有这个区域');
    const rows = await rowsOf(deps, code, nowMs - STATS_DAYS * DAY_MS);
    const counted = rows.filter(({ partOf }) => partOf === undefined).slice(0, COUNTED_AT_MOST);
    return {
      area: areaRef(area),
      days: STATS_DAYS,
      asOf: new Date(nowMs).toISOString(),
      truncated: rows.length > COUNTED_AT_MOST,
      ...count(counted, nowMs),
    };
  }

  return (code) => {
    const nowMs = deps.clock();
    const known = kept.get(code);
    if (known && nowMs < known.untilMs) return known.stats;
    if (kept.size >= KEPT_AREAS) kept.clear();
    const stats = compute(code, nowMs);
    kept.set(code, { untilMs: nowMs + KEPT_MS, stats });
    stats.catch(() => kept.delete(code));
    return stats;
  };
}
