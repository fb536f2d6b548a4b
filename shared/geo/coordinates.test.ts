import fc from 'fast-check';
import gcoord from 'gcoord';
import {
  convertCoordinates,
  coordTypes,
  gcj02ToWgs84,
  isInShiftedBox,
  wgs84ToGcj02,
  type CoordType,
} from './coordinates';

const gcoordNames = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const;
const lngLat = (west: number, south: number, east: number, north: number) =>
  fc.record({
    lng: fc.double({ min: west, max: east, noNaN: true }),
    lat: fc.double({ min: south, max: north, noNaN: true }),
  });
const inChina = lngLat(73, 2, 137, 55);

function byGcoord(point: { lng: number; lat: number }, from: CoordType, to: CoordType): [number, number] {
  return gcoord.transform<[number, number]>([point.lng, point.lat], gcoordNames[from], gcoordNames[to]);
}

describe('coordinate systems', () => {
  // gcoord inverts to 1e-6° only, and BD-09 by a closed formula of about that error.
  const pairs = coordTypes
    .flatMap((from) => coordTypes.map((to) => [from, to] as const))
    .filter(([a, b]) => a !== b);
  test.each(pairs)('%s → %s agrees with gcoord', (from, to) => {
    const exact = (from === 'wgs84' && to !== 'wgs84') || (from === 'gcj02' && to === 'bd09');
    fc.assert(
      fc.property(inChina, (point) => {
        const ours = convertCoordinates(point, from, to);
        const [lng, lat] = byGcoord(point, from, to);
        const tolerance = exact ? 1e-9 : 1e-5;
        expect(Math.abs(ours.lng - lng)).toBeLessThan(tolerance);
        expect(Math.abs(ours.lat - lat)).toBeLessThan(tolerance);
      }),
    );
  });

  test.each(pairs)('%s → %s and back is the same point to 1e-7°', (from, to) => {
    fc.assert(
      fc.property(inChina, (point) => {
        const back = convertCoordinates(convertCoordinates(point, from, to), to, from);
        expect(Math.abs(back.lng - point.lng)).toBeLessThan(1e-7);
        expect(Math.abs(back.lat - point.lat)).toBeLessThan(1e-7);
      }),
    );
  });

  test('a known point: GCJ-02 is some hundred metres off in Shanghai', () => {
    const { lng, lat } = wgs84ToGcj02({ lng: 121.4737, lat: 31.2304 });
    expect(lng).toBeCloseTo(121.47822, 4);
    expect(lat).toBeCloseTo(31.22844, 4);
  });

  test('nothing is shifted outside the box, in either direction', () => {
    fc.assert(
      fc.property(lngLat(-180, -90, 180, 90), (point) => {
        fc.pre(!isInShiftedBox(point) && !isInShiftedBox({ lng: point.lng - 0.1, lat: point.lat - 0.1 }));
        fc.pre(!isInShiftedBox({ lng: point.lng + 0.1, lat: point.lat + 0.1 }));
        for (const [from, to] of pairs) expect(convertCoordinates(point, from, to)).toEqual(point);
      }),
    );
  });

  test('a point inside that is shifted over the rim comes back', () => {
    const inside = { lng: 137.8346, lat: 40 };
    const shifted = wgs84ToGcj02(inside);
    expect(isInShiftedBox(shifted)).toBe(false);
    expect(gcj02ToWgs84(shifted).lng).toBeCloseTo(inside.lng, 7);
  });

  test('the same system gives a copy', () => {
    const point = { lng: 120, lat: 30 };
    expect(convertCoordinates(point, 'bd09', 'bd09')).toEqual(point);
    expect(convertCoordinates(point, 'bd09', 'bd09')).not.toBe(point);
  });
});
