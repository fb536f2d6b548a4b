import * as polyclip from 'polyclip-ts';
import { type AreaImportReport, IMPORT_LIMITS } from '@shared/area-import/schemas';
import {
  type AreaGeometry,
  type BoundingBox,
  boundingBoxOf,
  boundingBoxesMeet,
  commonArea,
  countPositions,
  layOnPlane,
  type PlaneBoundary,
  type PlaneOrigin,
} from '@shared/geo';
import type { Known } from './stored-areas';

type Problems = Pick<AreaImportReport, 'overlaps' | 'gaps' | 'outside'>;

interface Member extends Known {
  code: string;
  box: BoundingBox;
  plane: PlaneBoundary;
}

/** Slivers below this, or narrower than this along a whole border, come from rounding and not from a wrong drawing. */
const TOLERANCE_M2 = 1;
const TOLERANCE_WIDTH_M = 0.01;
/** Drawing what is wrong costs far more than finding it: shapes with more points than this are only named. */
const DRAWN_POSITIONS = 4_000;

const tolerance = (...planes: PlaneBoundary[]) =>
  Math.max(TOLERANCE_M2, TOLERANCE_WIDTH_M * Math.min(...planes.map(({ perimeterM }) => perimeterM)));
const round = (areaM2: number) => Math.round(areaM2 * 100) / 100;

type Clip = ReturnType<typeof polyclip.union>;
const clip = ({ geometry }: { geometry: AreaGeometry }) => geometry.coordinates;

/** Draws the first of a kind; the rest are told by their codes. */
function createDrawing() {
  let left = IMPORT_LIMITS.drawn;
  return (draw: () => Clip, ...of: { geometry: AreaGeometry }[]) => {
    const positions = of.reduce((sum, { geometry }) => sum + countPositions(geometry), 0);
    if (left <= 0 || positions > DRAWN_POSITIONS) return null;
    left -= 1;
    const coordinates = draw() as [number, number][][][];
    return coordinates.length === 0 ? null : { type: 'MultiPolygon' as const, coordinates };
  };
}

/**
 * Overlaps of brothers, gaps inside parents and what lies outside of them, wherever one that is involved is `changed`.
 * Everything lies on one plane, whose origin is south-west of all; common areas come from `commonArea`.
 */
export function checkTopology(next: ReadonlyMap<string, Known>, changed: ReadonlySet<string>): Problems {
  const families = familiesOf(next, changed);
  const problems: Problems = { overlaps: [], gaps: [], outside: [] };
  const drawOverlap = createDrawing();
  const drawGap = createDrawing();
  const drawOutside = createDrawing();
  for (const [parentCode, codes] of families) {
    const parentArea = parentCode === null ? undefined : next.get(parentCode);
    const origin = originOf(
      [parentArea, ...codes.map((code) => next.get(code))].flatMap((area) => area ?? []),
    );
    const members = codes.map((code) => memberOf(code, next.get(code)!, origin));
    problems.overlaps.push(...overlapsOf(members, changed, drawOverlap));
    if (parentCode === null || !parentArea) continue;
    const parent = memberOf(parentCode, parentArea, origin);
    const isChanged = (code: string) => changed.has(code) || changed.has(parentCode);
    const inside = members.map((member) => commonArea(member.plane, parent.plane));
    members.forEach((member, i) => {
      const areaM2 = member.plane.areaM2 - inside[i]!;
      // A building may jut out of its grid; most of it must lie there.
      const most =
        member.level === 'microgrid' ? member.plane.areaM2 / 2 : tolerance(member.plane, parent.plane);
      if (!isChanged(member.code) || areaM2 <= most) return;
      const geometry = drawOutside(() => polyclip.difference(clip(member), clip(parent)), member, parent);
      problems.outside.push({ code: member.code, parentCode, areaM2: round(areaM2), geometry });
    });
    // Microgrids are buildings: what lies between them is no gap.
    if (parent.level === 'grid') continue;
    const areaM2 = parent.plane.areaM2 - inside.reduce((sum, area) => sum + area, 0);
    if (areaM2 <= tolerance(parent.plane)) continue;
    const [first, ...rest] = members.map(clip);
    const geometry = drawGap(() => polyclip.difference(clip(parent), first!, ...rest), parent, ...members);
    problems.gaps.push({ parentCode, areaM2: round(areaM2), geometry });
  }
  return problems;
}

/** Children by parent, for parents that changed or have a child that did. */
function familiesOf(next: ReadonlyMap<string, Known>, changed: ReadonlySet<string>) {
  const touched = new Set<string | null>(changed);
  for (const code of changed) touched.add(next.get(code)?.parentCode ?? null);
  const families = new Map<string | null, string[]>();
  for (const [code, { parentCode }] of next) {
    if (!touched.has(parentCode)) continue;
    const family = families.get(parentCode);
    if (family) family.push(code);
    else families.set(parentCode, [code]);
  }
  return families;
}

function originOf(areas: readonly Known[]): PlaneOrigin {
  const origin = { lng: Infinity, lat: Infinity };
  for (const { geometry } of areas) {
    const [west, south] = boundingBoxOf(geometry);
    origin.lng = Math.min(origin.lng, west);
    origin.lat = Math.min(origin.lat, south);
  }
  return origin;
}

const memberOf = (code: string, known: Known, origin: PlaneOrigin): Member => ({
  ...known,
  code,
  box: boundingBoxOf(known.geometry),
  plane: layOnPlane(known.geometry, origin),
});

/** Boxes sorted by their west edge keep this near-linear for areas that tile a plane. */
function overlapsOf(
  members: readonly Member[],
  changed: ReadonlySet<string>,
  draw: ReturnType<typeof createDrawing>,
): Problems['overlaps'] {
  const sorted = [...members].sort((a, b) => a.box[0] - b.box[0]);
  const overlaps: Problems['overlaps'] = [];
  sorted.forEach((a, i) => {
    for (let j = i + 1; j < sorted.length; j += 1) {
      const b = sorted[j]!;
      if (b.box[0] > a.box[2]) break;
      if (!boundingBoxesMeet(a.box, b.box) || !(changed.has(a.code) || changed.has(b.code))) continue;
      const areaM2 = commonArea(a.plane, b.plane);
      if (areaM2 <= tolerance(a.plane, b.plane)) continue;
      const [first, second] = a.code < b.code ? [a, b] : [b, a];
      const geometry = draw(() => polyclip.intersection(clip(a), clip(b)), a, b);
      overlaps.push({ a: first.code, b: second.code, areaM2: round(areaM2), geometry });
    }
  });
  return overlaps.sort((x, y) => (x.a < y.a ? -1 : x.a > y.a ? 1 : x.b < y.b ? -1 : 1));
}
