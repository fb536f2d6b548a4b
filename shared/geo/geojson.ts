import * as z from 'zod';

/** Size limits of one boundary: far above any real street's, far below what would stall the server. */
export const geometryLimits = {
  positionsPerRing: 20_000,
  ringsPerPolygon: 500,
  polygons: 500,
  positions: 100_000,
};

/** `[lng, lat]` in degrees, WGS-84 (RFC 7946 §4). */
export type Position = [lng: number, lat: number];
export type Ring = Position[];
export interface Polygon {
  type: 'Polygon';
  coordinates: Ring[];
}
export interface MultiPolygon {
  type: 'MultiPolygon';
  coordinates: Ring[][];
}
export type AreaGeometry = Polygon | MultiPolygon;

/** A position; an altitude (third number, RFC 7946 §3.1.1) is accepted and dropped. */
export const positionSchema = z
  .array(z.number('坐标应为数字'))
  .min(2, '坐标应为 [经度, 纬度]')
  .max(3, '坐标应为 [经度, 纬度]')
  .refine(
    ([lng = NaN, lat = NaN]) => Math.abs(lng) <= 180 && Math.abs(lat) <= 90,
    '坐标超出范围：经度 ±180，纬度 ±90',
  )
  .transform(([lng, lat]) => [lng, lat] as Position);

/** A linear ring: at least four positions, the last equal to the first (RFC 7946 §3.1.6). */
export const ringSchema = z
  .array(positionSchema)
  .min(4, '边界环至少要有四个点（首尾相同）')
  .max(geometryLimits.positionsPerRing, `一个边界环最多 ${geometryLimits.positionsPerRing} 个点`)
  .refine((ring) => {
    const [first, last] = [ring[0], ring[ring.length - 1]];
    return first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
  }, '边界环没有闭合：最后一个点应与第一个点相同');

const polygonRingsSchema = z
  .array(ringSchema)
  .min(1, '多边形没有外环')
  .max(geometryLimits.ringsPerPolygon, `一个多边形最多 ${geometryLimits.ringsPerPolygon} 个环`);

export const polygonSchema = z.object({ type: z.literal('Polygon'), coordinates: polygonRingsSchema });
export const multiPolygonSchema = z.object({
  type: z.literal('MultiPolygon'),
  coordinates: z
    .array(polygonRingsSchema)
    .min(1, '多边形集合是空的')
    .max(geometryLimits.polygons, `最多 ${geometryLimits.polygons} 个多边形`),
});

/** Boundary of an area: Polygon or MultiPolygon of RFC 7946, WGS-84; foreign members are dropped. */
export const areaGeometrySchema: z.ZodType<AreaGeometry> = z
  .discriminatedUnion('type', [polygonSchema, multiPolygonSchema], '边界应为 Polygon 或 MultiPolygon')
  .refine(
    (geometry) => countPositions(geometry) <= geometryLimits.positions,
    `一个边界最多 ${geometryLimits.positions} 个点`,
  );

/** The polygons of a geometry, each as its rings (outer first). */
export function polygonsOf(geometry: AreaGeometry): Ring[][] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}

/** All rings of a geometry. */
export function ringsOf(geometry: AreaGeometry): Ring[] {
  return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
}

/** Number of positions in a geometry, closing ones included. */
export function countPositions(geometry: AreaGeometry): number {
  return ringsOf(geometry).reduce((sum, ring) => sum + ring.length, 0);
}
