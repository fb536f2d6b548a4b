import mongoose from 'mongoose';
import type * as z from 'zod';
import { isOpen } from '@shared/cases/statuses';
import { AppError } from '@shared/core/errors';
import { convertCoordinates, haversineDistance } from '@shared/geo';
import type { listSimilarCases as contract, SimilarCase } from '@shared/similar/contract';
import { DAY_MS } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import {
  CASE_ROW,
  type CaseRow,
  casesOf,
  nearShape,
  presentSummary,
  readWords,
  roughly,
  viewerOf,
} from '../cases';
import { liveCatalogue } from '../categories';
import { likeness, LIKELY, NEAR_M } from './score';

type Query = z.output<NonNullable<(typeof contract)['query']>>;

const SHOWN = 5;
/** The newest so many of the place are compared. */
const COMPARED = 300;
const CLOSED_WITHIN_DAYS = 14;
/** What has been open for longer is no longer what somebody sees today. */
const OPEN_WITHIN_DAYS = 180;

/** Still going on, or ended so lately that it may be the same thing. */
function isCurrent(doc: CaseRow, nowMs: number): boolean {
  if (isOpen(doc.status) || doc.status === 'verified') return true;
  return doc.status === 'closed' && nowMs - doc.updatedAt.getTime() <= CLOSED_WITHIN_DAYS * DAY_MS;
}

/** Public cases that may be about what somebody is about to report. @throws AppError UNKNOWN_CATEGORY */
export async function listSimilar(deps: Deps, actor: Actor | null, query: Query) {
  const { coordType, categoryCode, text = '' } = query;
  const nowMs = deps.clock();
  const place = convertCoordinates({ lng: query.lng, lat: query.lat }, coordType, 'wgs84');
  const catalogue = await liveCatalogue(deps);
  const code = categoryCode ?? catalogue.suggester.suggest(text)[0]?.code;
  const category = code === undefined ? undefined : catalogue.byCode.get(code);
  if (categoryCode !== undefined && !category)
    throw new AppError('UNKNOWN_CATEGORY', '没有这个类别，请重新选择');
  if (!category) return { items: [] };
  const since = mongoose.Types.ObjectId.createFromTime(
    Math.floor((nowMs - OPEN_WITHIN_DAYS * DAY_MS) / 1000),
  );
  const docs = (await casesOf(deps.db)
    .collection.find(
      {
        visibility: 'public',
        kind: 'report',
        cells: { $in: nearShape([place.lng, place.lat], NEAR_M, 'wgs84').cells },
        _id: { $gte: since },
      },
      { sort: { _id: -1 }, limit: COMPARED, projection: CASE_ROW },
    )
    .toArray()) as unknown as CaseRow[];
  const found = docs.flatMap((doc): SimilarCase[] => {
    const viewer = viewerOf(actor, doc);
    if (!doc.place || !viewer || !isCurrent(doc, nowMs)) return [];
    // By the place the public may know: exact distances from three points would tell the exact one.
    const distanceM = haversineDistance(place, roughly(doc.place));
    const { score, why } = likeness({
      distanceM,
      sameCategory: doc.category.code === category.code,
      sameGroup: doc.category.group === category.group,
      ours: text,
      theirs: readWords(doc, viewer)(doc.text),
    });
    if (distanceM > NEAR_M || score < LIKELY) return [];
    const summary = presentSummary(doc, { deps, actor, viewer, coordType });
    return [{ ...summary, distanceM: Math.round(distanceM), score, why }];
  });
  return { items: found.sort((a, b) => b.score - a.score).slice(0, SHOWN) };
}
