import fc from 'fast-check';
import { haversineDistance } from '@shared/geo';
import { boxShape, cellsOf, nearShape } from './cover';
import { roughly } from './roughly';

const middle = fc.record({
  lng: fc.double({ min: 73, max: 135, noNaN: true }),
  lat: fc.double({ min: 3, max: 53.5, noNaN: true }),
});
const part = fc.double({ min: 0, max: 1, noNaN: true });

test('whatever lies in a box is found under one of its cells, and there are never more than an index walks in step', () => {
  fc.assert(
    fc.property(
      middle,
      fc.double({ min: 0.0005, max: 4, noNaN: true }),
      fc.double({ min: 0.0005, max: 4, noNaN: true }),
      part,
      part,
      ({ lng, lat }, width, tall, u, v) => {
        const height = Math.min(tall, 5 / width);
        const shape = boxShape([lng, lat, lng + width, lat + height], 'wgs84');
        expect(shape.cells.length).toBeGreaterThan(0);
        expect(shape.cells.length).toBeLessThanOrEqual(64);
        const inside = roughly({ lng: lng + u * width, lat: lat + v * height });
        if (shape.holds(inside))
          expect(cellsOf('report', inside).some((cell) => shape.cells.includes(cell))).toBe(true);
      },
    ),
    { numRuns: 400 },
  );
});

test('the same of a circle', () => {
  fc.assert(
    fc.property(middle, fc.integer({ min: 50, max: 3000 }), part, part, (centre, radiusM, u, v) => {
      const shape = nearShape([centre.lng, centre.lat], radiusM, 'wgs84');
      expect(shape.cells.length).toBeLessThanOrEqual(64);
      const reach = radiusM / 111_200 / Math.cos((centre.lat * Math.PI) / 180);
      const place = roughly({
        lng: centre.lng + (u - 0.5) * 2 * reach,
        lat: centre.lat + (v - 0.5) * 2 * reach,
      });
      expect(shape.holds(place)).toBe(haversineDistance(place, centre) <= radiusM);
      if (shape.holds(place))
        expect(cellsOf('report', place).some((cell) => shape.cells.includes(cell))).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test('what has no public place is under no cell', () => {
  const place = { lng: 111.3, lat: 30.7 };
  expect([cellsOf('wish', place), cellsOf('service', place), cellsOf('report', null)]).toEqual([[], [], []]);
});

test('places that differ by less than the public may know stand under the same cells', () => {
  const place = { lng: 111.30002, lat: 30.70001 };
  expect(cellsOf('report', place)).toEqual(cellsOf('report', roughly(place)));
});
