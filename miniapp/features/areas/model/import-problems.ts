import { type AreaImportReport } from '@shared/area-import/schemas';
import { polygonsOf, type AreaGeometry } from '@shared/geo/geojson';
import { type LngLat } from '@shared/geo/coordinates';
import { type MapPolygon } from '@miniapp/platform/map';

/** One thing that the check found, in words, with what can be drawn of it. Coordinates are GCJ-02. */
export interface ImportProblem {
  id: string;
  title: string;
  note: string;
  /** Gaps are told only. */
  forbids: boolean;
  geometry: AreaGeometry | null;
  at: LngLat | null;
}

const squareMetres = (areaM2: number) =>
  areaM2 >= 10_000 ? `${(areaM2 / 10_000).toFixed(1)} 公顷` : `${Math.round(areaM2)} 平方米`;

const shapeOf = (geometry: unknown) => (geometry ?? null) as AreaGeometry | null;

/** What the report lists, what forbids the import first. */
export function problemsOf(report: AreaImportReport): ImportProblem[] {
  const rejected = report.rejected.map((item) => ({
    id: `r${item.index}-${item.reason}`,
    title: item.reason,
    note: `${item.line ? `第 ${item.line} 行` : `第 ${item.index + 1} 个`}${item.code ? ` · ${item.code}` : ''}`,
    forbids: true,
    geometry: shapeOf(item.geometry),
    at: item.at,
  }));
  const overlaps = report.overlaps.map(({ a, b, areaM2, geometry }) => ({
    id: `o${a}-${b}`,
    title: `重叠 ${squareMetres(areaM2)}`,
    note: `${a} 和 ${b}`,
    forbids: true,
    geometry: shapeOf(geometry),
    at: null,
  }));
  const outside = report.outside.map(({ code, parentCode, areaM2, geometry }) => ({
    id: `x${code}`,
    title: `超出上级 ${squareMetres(areaM2)}`,
    note: `${code} 超出 ${parentCode}`,
    forbids: true,
    geometry: shapeOf(geometry),
    at: null,
  }));
  const gaps = report.gaps.map(({ parentCode, areaM2, geometry }) => ({
    id: `g${parentCode}`,
    title: `空白 ${squareMetres(areaM2)}`,
    note: `${parentCode} 里没有划给任何下级，只提醒`,
    forbids: false,
    geometry: shapeOf(geometry),
    at: null,
  }));
  return [...rejected, ...overlaps, ...outside, ...gaps];
}

/** Where to look on the map: the point named, else the middle of the shape's box; null when nothing can be drawn. */
export function centreOf({ at, geometry }: ImportProblem): LngLat | null {
  if (at) return at;
  const points = geometry ? polygonsOf(geometry).flat(2) : [];
  if (points.length === 0) return null;
  const lngs = points.map(([lng]) => lng);
  const lats = points.map(([, lat]) => lat);
  return {
    lng: (Math.min(...lngs) + Math.max(...lngs)) / 2,
    lat: (Math.min(...lats) + Math.max(...lats)) / 2,
  };
}

/** Zoom at which the shape fills a phone's map, 10–19. */
export function zoomFor({ geometry }: ImportProblem): number {
  const points = geometry ? polygonsOf(geometry).flat(2) : [];
  if (points.length === 0) return 17;
  const span = (values: number[]) => Math.max(...values) - Math.min(...values);
  const degrees = Math.max(span(points.map(([lng]) => lng)), span(points.map(([, lat]) => lat)), 1e-5);
  return Math.max(10, Math.min(19, Math.floor(Math.log2(300 / degrees))));
}

export const shapesOf = ({ id, geometry }: ImportProblem): MapPolygon[] =>
  (geometry ? polygonsOf(geometry) : []).map(([outline = []], index) => ({
    id: `${id}-${index}`,
    points: outline.map(([lng, lat]) => ({ lng, lat })),
    emphasis: 'wrong',
  }));
