import { latLngToCell } from 'h3-js';
import type { CaseMap, FeedQuery, MapCluster, MapPoint } from '@shared/cases/feed-contract';
import { CASE_STATUS_NAMES } from '@shared/cases/statuses';
import { type CoordType, type LngLat, presentPlace } from '@shared/geo';
import type { Deps } from '@api/deps';
import type { CaseDoc } from './case.model';
import { feedSearch, type JudgedCase } from './feed-search';
import { isOverdue } from './is-overdue';
import { MOST_EXAMINED, newestMatching } from './read-newest';
import { roughly } from './roughly';

/** More points than these are handed out as clusters. */
const MOST_POINTS = 500;
const MOST_FEATURES = 150;
/** H3 resolutions to gather by, finest (edges of 24 m) first. */
const GATHERED_BY = [11, 10, 9, 8, 7, 6, 5, 4] as const;

/** What a map needs of a case, beside what it is judged by. */
type MapRow = JudgedCase & Pick<CaseDoc, '_id' | 'number' | 'dueAt'>;

interface Spot {
  doc: MapRow;
  place: LngLat;
}

/**
 * The public feed on a map: the newest that one bounded reading finds, where the public may know they are; whether
 * there are more is said. Above 500 they are gathered by H3 cells. The same for everybody: a map holds nothing that
 * depends on who looks.
 */
export async function mapCases(deps: Deps, query: FeedQuery): Promise<CaseMap> {
  const search = feedSearch(deps, query);
  const { docs, nextCursor } = await newestMatching<JudgedCase, MapRow>(
    deps,
    search,
    { limit: MOST_EXAMINED, since: query.since },
    { ...search.judged, number: 1, dueAt: 1 },
  );
  const spots = docs.flatMap((doc): Spot[] =>
    doc.kind === 'report' && doc.place ? [{ doc, place: roughly(doc.place) }] : [],
  );
  return {
    type: 'FeatureCollection',
    features: featuresOf(spots, query.coordType, deps.clock()),
    total: spots.length,
    truncated: nextCursor !== null,
  };
}

function featuresOf(spots: Spot[], coordType: CoordType, now: number): CaseMap['features'] {
  const one = (spot: Spot) => pointOf(spot, coordType, now);
  if (spots.length <= MOST_POINTS) return spots.map(one);
  return gathered(spots).map((group) => {
    const [first] = group;
    return group.length === 1 && first ? one(first) : clusterOf(group, coordType);
  });
}

/** By the finest cells that leave few enough groups. */
function gathered(spots: Spot[]): Spot[][] {
  let groups: Spot[][] = [];
  for (const resolution of GATHERED_BY) {
    const byCell = new Map<string, Spot[]>();
    for (const spot of spots) {
      const cell = latLngToCell(spot.place.lat, spot.place.lng, resolution);
      const group = byCell.get(cell);
      if (group) group.push(spot);
      else byCell.set(cell, [spot]);
    }
    groups = [...byCell.values()];
    if (groups.length <= MOST_FEATURES) break;
  }
  return groups;
}

const coordinatesOf = (place: LngLat, coordType: CoordType): [number, number] => {
  const { lng, lat } = presentPlace(place, coordType);
  return [lng, lat];
};

function pointOf({ doc, place }: Spot, coordType: CoordType, now: number): MapPoint {
  const id = doc._id.toHexString();
  return {
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: coordinatesOf(place, coordType) },
    properties: {
      cluster: false,
      id,
      number: doc.number,
      category: doc.category.code,
      categoryName: doc.category.name,
      status: doc.status,
      statusName: CASE_STATUS_NAMES[doc.status],
      overdue: isOverdue(doc, now),
    },
  };
}

function clusterOf(group: Spot[], coordType: CoordType): MapCluster {
  const mean = (of: (place: LngLat) => number) =>
    group.reduce((sum, { place }) => sum + of(place), 0) / group.length;
  const middle = { lng: mean(({ lng }) => lng), lat: mean(({ lat }) => lat) };
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: coordinatesOf(middle, coordType) },
    properties: { cluster: true, count: group.length },
  };
}
