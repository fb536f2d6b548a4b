import type { LngLat } from '@shared/geo';

const GPS_IFD = 0x8825;
const TAGS = { latRef: 1, lat: 2, lngRef: 3, lng: 4 };
const RATIONAL = 5;

interface Entry {
  type: number;
  count: number;
  /** Where the value, or its offset when longer than 4 bytes, is written. */
  at: number;
}

function readIfd(view: DataView, offset: number, little: boolean): Map<number, Entry> {
  const entries = new Map<number, Entry>();
  const count = view.getUint16(offset, little);
  for (let i = 0; i < count; i += 1) {
    const at = offset + 2 + i * 12;
    entries.set(view.getUint16(at, little), {
      type: view.getUint16(at + 2, little),
      count: view.getUint32(at + 4, little),
      at: at + 8,
    });
  }
  return entries;
}

/** Degrees, minutes, seconds as three fractions; negative for the south and the west. */
function readAngle(view: DataView, little: boolean, value?: Entry, ref?: Entry): number {
  if (value?.type !== RATIONAL || value.count !== 3 || !ref) return NaN;
  const start = view.getUint32(value.at, little);
  const fraction = (i: number) =>
    view.getUint32(start + i * 8, little) / view.getUint32(start + i * 8 + 4, little);
  const degrees = fraction(0) + fraction(1) / 60 + fraction(2) / 3600;
  const letter = String.fromCharCode(view.getUint8(ref.at)).toUpperCase();
  return 'SW'.includes(letter) ? -degrees : degrees;
}

/**
 * Where a photo was taken, from its EXIF block (Exif 2.32, 4.6.6; TIFF 6.0 inside, with or without `Exif\0\0` before).
 * @returns WGS-84 degrees; null without a place, with one that cannot be, or when the block is malformed
 */
export function readGps(exif: Buffer): LngLat | null {
  const tiff = exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  try {
    const order = view.getUint16(0);
    if (order !== 0x4949 && order !== 0x4d4d) return null;
    const little = order === 0x4949;
    const pointer = readIfd(view, view.getUint32(4, little), little).get(GPS_IFD);
    if (!pointer) return null;
    const gps = readIfd(view, view.getUint32(pointer.at, little), little);
    const lat = readAngle(view, little, gps.get(TAGS.lat), gps.get(TAGS.latRef));
    const lng = readAngle(view, little, gps.get(TAGS.lng), gps.get(TAGS.lngRef));
    // 0, 0 is what phones write before they have a fix; NaN fails both comparisons.
    const possible = Math.abs(lat) <= 90 && Math.abs(lng) <= 180 && (lat !== 0 || lng !== 0);
    return possible ? { lng, lat } : null;
  } catch (error) {
    if (error instanceof RangeError) return null; // an offset that points outside the block
    throw error;
  }
}
