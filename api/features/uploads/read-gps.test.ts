import fc from 'fast-check';
import { readGps } from './read-gps';

interface Gps {
  little?: boolean;
  prefix?: boolean;
  lat?: [number, number][];
  lng?: [number, number][];
  refs?: string;
  type?: number;
}

const LAT: [number, number][] = [
  [30, 1],
  [15, 1],
  [3000, 100],
];
const LNG: [number, number][] = [
  [120, 1],
  [9, 1],
  [18, 1],
];

/** A TIFF block with a GPS directory: latitude at offset 86, longitude at 110. */
function exif({
  little = true,
  prefix = true,
  lat = LAT,
  lng = LNG,
  refs = 'NE',
  type = 5,
}: Gps = {}): Buffer {
  const block = Buffer.alloc(134);
  const u16 = (value: number, at: number) =>
    little ? block.writeUInt16LE(value, at) : block.writeUInt16BE(value, at);
  const u32 = (value: number, at: number) =>
    little ? block.writeUInt32LE(value, at) : block.writeUInt32BE(value, at);
  const entry = (at: number, tag: number, kind: number, count: number, value: number) => {
    u16(tag, at);
    u16(kind, at + 2);
    u32(count, at + 4);
    u32(value, at + 8);
  };
  block.write(little ? 'II' : 'MM');
  u16(42, 2);
  u32(8, 4);
  u16(1, 8);
  entry(10, 0x8825, 4, 1, 26);
  u16(4, 26);
  entry(28, 1, 2, 2, 0);
  block.write(refs.charAt(0), 36);
  entry(40, 2, type, 3, 86);
  entry(52, 3, 2, 2, 0);
  block.write(refs.charAt(1), 60);
  entry(64, 4, type, 3, 110);
  [...lat, ...lng].forEach(([above, below], i) => {
    u32(above, 86 + i * 8);
    u32(below, 90 + i * 8);
  });
  return prefix ? Buffer.concat([Buffer.from('Exif\0\0'), block]) : block;
}

const zero: [number, number][] = [
  [0, 1],
  [0, 1],
  [0, 1],
];

test.each<[string, Gps, [number, number]]>([
  ['little-endian', {}, [120.155, 30.2583333]],
  ['big-endian', { little: false }, [120.155, 30.2583333]],
  ['without the JPEG prefix', { prefix: false }, [120.155, 30.2583333]],
  ['south and west', { refs: 'SW' }, [-120.155, -30.2583333]],
])('reads %s', (_name, gps, [lng, lat]) => {
  const place = readGps(exif(gps));
  expect(place?.lng).toBeCloseTo(lng, 6);
  expect(place?.lat).toBeCloseTo(lat, 6);
});

test.each<[string, Gps]>([
  ['no fix yet', { lat: zero, lng: zero }],
  ['a fraction over nothing', { lat: [[30, 0], ...LAT.slice(1)] }],
  ['nothing over nothing', { lng: [[0, 0], ...LNG.slice(1)] }],
  ['a latitude of 91 degrees', { lat: [[91, 1], ...LAT.slice(1)] }],
  ['a longitude of 181 degrees', { lng: [[181, 1], ...LNG.slice(1)] }],
  ['another type of number', { type: 4 }],
])('%s is no place', (_name, gps) => {
  expect(readGps(exif(gps))).toBeNull();
});

test('no block, however broken, does more than tell nothing', () => {
  const whole = exif();
  for (let length = 0; length < whole.length; length += 1)
    expect(readGps(whole.subarray(0, length))).toBeNull();
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(139), fc.nat(255)), { minLength: 1, maxLength: 8 }), (changes) => {
      const broken = exif();
      for (const [at, value] of changes) broken[at] = value;
      const place = readGps(broken);
      expect(place === null || (Math.abs(place.lat) <= 90 && Math.abs(place.lng) <= 180)).toBe(true);
    }),
  );
});
