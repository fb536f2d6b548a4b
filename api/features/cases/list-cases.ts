import { cellArea, gridDisk, latLngToCell, polygonToCells, UNITS } from 'h3-js';
import mongoose from 'mongoose';
import type * as z from 'zod';
import type {
  listCases as listCasesContract,
  listMyCases as listMyCasesContract,
} from '@shared/cases/contract';
import { AppError } from '@shared/core/errors';
import { convertCoordinates, haversineDistance, type LngLat } from '@shared/geo';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { CELL_RESOLUTION } from './assemble-case';
import { CASE_ROW, type CaseRow, casesOf } from './case.model';
import { decodeCursor, encodeCursor } from './cursor';
import { followedCases } from './follows';
import { type Viewer, viewerOf } from './policy';
import { publicTerms, termFilter } from './search-terms';
import { presentSummary, roughly } from './present-case';

type FeedQuery = z.output<NonNullable<(typeof listCasesContract)['query']>>;
type MineQuery = z.output<NonNullable<(typeof listMyCasesContract)['query']>>;
type Filter = Record<string, unknown>;

/** A hexagon's corners, and its neighbours' middles, lie up to this much nearer or farther than in a regular one. */
const DISTORTION = 1.2;
/** A page gives up looking for more matches after so many documents; its cursor goes on from there. */
const MOST_EXAMINED = 1000;

/** The public feed, newest first. */
export async function listCases(deps: Deps, actor: Actor | null, query: FeedQuery) {
  const { filter, matches } = feedFilter(deps, query);
  const { docs, nextCursor } = await newestFirst(deps, filter, query, matches);
  return {
    items: docs.flatMap((doc) => summaryFor(deps, actor, doc, query.coordType)),
    nextCursor,
  };
}

function summaryFor(deps: Deps, actor: Actor | null, doc: CaseRow, coordType: FeedQuery['coordType']) {
  const viewer: Viewer | null = viewerOf(actor, doc);
  return viewer ? [presentSummary(doc, { deps, actor, viewer, coordType })] : [];
}

function feedFilter(deps: Deps, query: FeedQuery): { filter: Filter; matches?: (doc: CaseRow) => boolean } {
  const filter: Filter = { visibility: 'public' };
  if (query.status) filter.status = query.status;
  if (query.category) filter['category.code'] = query.category;
  if (query.kind) filter.kind = query.kind;
  if (query.area && !deps.routing.current().node(query.area)) throw new AppError('NOT_FOUND', '没有这个区域');
  if (query.area) filter.areaPath = query.area;
  if (query.q !== undefined) {
    const terms = publicTerms(query.q);
    // Nothing to search for finds nothing, rather than everything.
    Object.assign(filter, terms.length > 0 ? termFilter(terms) : { terms: '' });
  }
  const shapes = [
    ...(query.near ? [nearShape(query, query.near)] : []),
    ...(query.bbox ? [boxShape(query, query.bbox)] : []),
  ];
  const [first, second] = shapes;
  if (!first) return { filter };
  const cells = second ? first.cells.filter((cell) => second.cells.includes(cell)) : first.cells;
  filter.cell = { $in: cells };
  // By the place the public is shown: from many exact answers to small circles the exact place could be told. The
  // cells reach farther than rounding moves a place, so they decide nothing.
  const isInside = (place: LngLat) => shapes.every((shape) => shape.holds(roughly(place)));
  return {
    filter,
    matches: ({ kind, place }) => kind === 'report' && place !== null && isInside(place),
  };
}

/** A part of the map: the H3 cells that cover it, and the exact test. */
interface Shape {
  cells: string[];
  holds(place: LngLat): boolean;
}

function nearShape({ coordType, radiusM }: FeedQuery, [lng, lat]: [number, number]): Shape {
  const centre = convertCoordinates({ lng, lat }, coordType, 'wgs84');
  const cell = latLngToCell(centre.lat, centre.lng, CELL_RESOLUTION);
  const edge = Math.sqrt((cellArea(cell, UNITS.m2) * 2) / (3 * Math.sqrt(3)));
  // The centre may lie at a corner of its cell; a ring adds at least 1.5 edges.
  const rings = Math.ceil(((radiusM + edge) * DISTORTION) / (edge * 1.5));
  return {
    cells: gridDisk(cell, rings),
    holds: (place) => haversineDistance(place, centre) <= radiusM,
  };
}

function boxShape(
  { coordType }: FeedQuery,
  [west, south, east, north]: [number, number, number, number],
): Shape {
  const corner = (lng: number, lat: number) => convertCoordinates({ lng, lat }, coordType, 'wgs84');
  const [sw, ne] = [corner(west, south), corner(east, north)];
  // A hexagon is found by its centre, so the box grows by one cell on each side.
  const margin = 0.01;
  const ring: [number, number][] = [
    [sw.lat - margin, sw.lng - margin],
    [sw.lat - margin, ne.lng + margin],
    [ne.lat + margin, ne.lng + margin],
    [ne.lat + margin, sw.lng - margin],
  ];
  return {
    cells: polygonToCells(ring, CELL_RESOLUTION),
    holds: ({ lng, lat }) => lng >= sw.lng && lng <= ne.lng && lat >= sw.lat && lat <= ne.lat,
  };
}

/** Read at a time where the database cannot judge alone. */
const STRIDE = 100;

/**
 * One page, newest first. With `matches` more is read than answered, up to a bound; the cursor then goes on from the
 * last one looked at.
 */
export async function newestFirst(
  deps: Deps,
  filter: Filter,
  { limit, cursor, since }: { limit: number; cursor?: string; since?: string },
  matches: (doc: CaseRow) => boolean = () => true,
): Promise<{ docs: CaseRow[]; nextCursor: string | null }> {
  const stride = Math.max(limit + 1, filter.cell ? STRIDE : 0);
  const from = since && mongoose.Types.ObjectId.createFromTime(Math.floor(Date.parse(since) / 1000));
  let before = cursor ? new mongoose.Types.ObjectId(decodeCursor(cursor, 'id')[0]) : null;
  const docs: CaseRow[] = [];
  for (let examined = 0; examined < MOST_EXAMINED; examined += stride) {
    const id = { ...(before && { $lt: before }), ...(from && { $gte: from }) };
    const found = (await casesOf(deps.db)
      .collection.find(
        { ...filter, ...(Object.keys(id).length > 0 && { _id: id }) },
        { sort: { _id: -1 }, limit: stride, projection: CASE_ROW },
      )
      .toArray()) as unknown as CaseRow[];
    for (const doc of found) {
      if (docs.length === limit) return { docs, nextCursor: before && encodeCursor([before.toHexString()]) };
      before = doc._id;
      if (matches(doc)) docs.push(doc);
    }
    if (found.length < stride) return { docs, nextCursor: null };
  }
  return { docs, nextCursor: before && encodeCursor([before.toHexString()]) };
}

type OwnRelation = Exclude<MineQuery['relation'], 'followed'>;
const RELATIONS: Record<OwnRelation, (userId: string) => Filter> = {
  // Of a split case the whole is his, the parts are its page's.
  reported: (userId) => ({ reporterId: userId, partOf: null }),
  toRate: (userId) => ({ reporterId: userId, status: 'verified' }),
  assigned: (userId) => ({ 'assignee.userId': userId, open: true }),
};

/** A person's own cases, newest first. */
export async function listMyCases(deps: Deps, actor: Actor, query: MineQuery) {
  const { relation } = query;
  const { docs, nextCursor } =
    relation === 'followed'
      ? await lastFollowedFirst(deps, actor, query)
      : await newestFirst(deps, RELATIONS[relation](actor.userId), query);
  return { items: docs.flatMap((doc) => summaryFor(deps, actor, doc, query.coordType)), nextCursor };
}

async function lastFollowedFirst(deps: Deps, { userId }: Actor, { limit, cursor }: MineQuery) {
  const before = cursor ? (decodeCursor(cursor, 'id')[0] ?? null) : null;
  const follows = await followedCases(deps.db, userId, limit + 1, before);
  const page = follows.slice(0, limit);
  const ids = page.map(({ caseId }) => new mongoose.Types.ObjectId(caseId));
  const found = (await casesOf(deps.db)
    .collection.find({ _id: { $in: ids } }, { projection: CASE_ROW })
    .toArray()) as unknown as CaseRow[];
  const byId = new Map(found.map((doc) => [doc._id.toHexString(), doc]));
  const last = page.at(-1);
  return {
    docs: page.flatMap(({ caseId }) => byId.get(caseId) ?? []),
    nextCursor: follows.length > limit && last ? encodeCursor([last.followId]) : null,
  };
}
