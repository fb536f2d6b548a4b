import * as z from 'zod';
import { convertCoordinates, coordTypes, isInShiftedBox, type CoordType, type LngLat } from './coordinates';

export const coordTypeSchema = z.enum(coordTypes, '坐标系应为 wgs84、gcj02 或 bd09');

const lngSchema = z
  .number('经度应为数字')
  .min(-180, '经度应在 -180 到 180 之间')
  .max(180, '经度应在 -180 到 180 之间');
const latSchema = z
  .number('纬度应为数字')
  .min(-90, '纬度应在 -90 到 90 之间')
  .max(90, '纬度应在 -90 到 90 之间');

/** A bare point, degrees. Infinity and NaN are refused. */
export const lngLatSchema = z.strictObject({ lng: lngSchema, lat: latSchema });

/** A place as clients send it: degrees in `coordType` (default GCJ-02, what phones' maps in China give). */
export const placeSchema = z.strictObject({
  lng: lngSchema,
  lat: latSchema,
  coordType: coordTypeSchema.default('gcj02'),
});
export type Place = z.output<typeof placeSchema>;
/** What a client may write: `coordType` left out means GCJ-02. */
export type PlaceInput = z.input<typeof placeSchema>;

export const OUTSIDE_CHINA_MESSAGE = '这个位置不在中国境内，请在地图上重新选择';

/** Roughly inside China: the box in which GCJ-02 is defined. Refuses the sea off Africa, not the neighbours. */
export function isInsideChina(point: LngLat): boolean {
  return isInShiftedBox(point);
}

/** `placeSchema` that also refuses places outside China's box, with a message residents can read. */
export const placeInChinaSchema = placeSchema.refine(isInsideChina, OUTSIDE_CHINA_MESSAGE);

/** A place's point in WGS-84 degrees, the system everything is stored and computed in. */
export function placeToWgs84(place: PlaceInput): LngLat {
  return convertCoordinates(place, place.coordType ?? 'gcj02', 'wgs84');
}

/** The place to show for a stored WGS-84 point, rounded to 1e-7° (about 1 cm). */
export function presentPlace(wgs84: LngLat, coordType: CoordType = 'gcj02'): Place {
  const { lng, lat } = convertCoordinates(wgs84, 'wgs84', coordType);
  return { lng: roundDegrees(lng), lat: roundDegrees(lat), coordType };
}

/** Degrees rounded to 1e-7, the resolution boundaries are stored and compared in. */
export function roundDegrees(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}
