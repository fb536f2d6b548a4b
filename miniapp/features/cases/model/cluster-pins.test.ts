import fc from 'fast-check';
import { type MapCluster, type MapPoint } from '@shared/cases/feed-contract';
import { clusterPins } from './cluster-pins';

const point = (i: number, lng: number, lat: number, overdue = false): MapPoint => ({
  type: 'Feature',
  id: `${i}`,
  geometry: { type: 'Point', coordinates: [lng, lat] },
  properties: {
    cluster: false,
    id: `${i}`,
    number: `LX${i}`,
    category: 'GY-0102',
    categoryName: '路灯',
    status: 'handling',
    statusName: '处置中',
    overdue,
  },
});
const cluster = (count: number, lng: number, lat: number): MapCluster => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [lng, lat] },
  properties: { cluster: true, count },
});

test('whatever the zoom, every case is in exactly one pin', () => {
  const place = fc.tuple(
    fc.double({ min: 111, max: 111.2, noNaN: true }),
    fc.double({ min: 30, max: 30.2, noNaN: true }),
  );
  fc.assert(
    fc.property(
      fc.array(place, { maxLength: 80 }),
      fc.nat(500),
      fc.integer({ min: 3, max: 19 }),
      (places, more, zoom) => {
        const features = [
          ...places.map(([lng, lat], i) => point(i, lng, lat)),
          ...(more > 1 ? [cluster(more, 111.1, 30.1)] : []),
        ];
        const pins = clusterPins(features, zoom);
        const sum = pins.reduce((total, pin) => total + (pin.count ?? 1), 0);
        expect(sum).toBe(places.length + (more > 1 ? more : 0));
        expect(new Set(pins.map(({ id }) => id)).size).toBe(pins.length);
        // About 52 px of a map whose world is 256 px at zoom 0; no number hides behind another.
        const px = ({ lng, lat }: { lng: number; lat: number }) =>
          [lng, lat / Math.cos((30.1 * Math.PI) / 180)].map((degrees) => (degrees / 360) * 256 * 2 ** zoom);
        const apart = pins.flatMap((pin, i) =>
          pins.slice(i + 1).map((other) => {
            const [[x = 0, y = 0], [u = 0, v = 0]] = [px(pin), px(other)];
            return Math.hypot(x - u, y - v);
          }),
        );
        if (zoom < 19) expect(Math.min(Infinity, ...apart)).toBeGreaterThan(50);
      },
    ),
  );
});

test('far away they are one, near they are two, and a pin says what it is', () => {
  const two = [point(1, 111.1, 30.1), point(2, 111.103, 30.1, true)];
  expect(clusterPins(two, 10)).toMatchObject([
    { kind: 'cluster', count: 2, label: '这一带有 2 件，点开放大' },
  ]);
  expect(clusterPins(two, 17)).toMatchObject([
    { id: '1', kind: 'working', label: '处置中：路灯' },
    { id: '2', kind: 'overdue', label: '已超时，处置中：路灯' },
  ]);
});
