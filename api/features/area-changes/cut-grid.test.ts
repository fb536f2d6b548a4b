import { type AreaGeometry, polygonArea, polygonsOf, pointInPolygon, type Position } from '@shared/geo';
import { cutGeometry, joinGeometries } from './cut-grid';

const box = (west: number, south: number, east: number, north: number): AreaGeometry => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ] as Position[],
  ],
});
const SQUARE = box(120, 30, 120.01, 30.01);
const at = (lng: number, lat: number) => ({ lng, lat });

test.each<[string, { lng: number; lat: number }[], [number, number], [number, number]]>([
  [
    'northwards: left is west',
    [at(120.004, 29.99), at(120.004, 30.02)],
    [120.002, 30.005],
    [120.008, 30.005],
  ],
  [
    'southwards: left is east',
    [at(120.004, 30.02), at(120.004, 29.99)],
    [120.008, 30.005],
    [120.002, 30.005],
  ],
  [
    'eastwards: left is north',
    [at(119.99, 30.004), at(120.02, 30.004)],
    [120.005, 30.008],
    [120.005, 30.002],
  ],
  [
    'drawn inside only: the ends are extended',
    [at(120.004, 30.004), at(120.004, 30.006)],
    [120.002, 30.005],
    [120.008, 30.005],
  ],
  [
    'with a corner',
    [at(120.005, 29.99), at(120.005, 30.005), at(120.02, 30.005)],
    [120.002, 30.002],
    [120.008, 30.002],
  ],
])('a cut %s', (_name, cut, onLeft, onRight) => {
  const { left, right } = cutGeometry(SQUARE, cut);
  if (!left || !right) throw new Error('nothing on one side');
  expect(pointInPolygon(...onLeft, left)).toBe('inside');
  expect(pointInPolygon(...onRight, right)).toBe('inside');
  expect(pointInPolygon(...onRight, left)).toBe('outside');
  expect(polygonArea(left) + polygonArea(right)).toBeCloseTo(polygonArea(SQUARE), -1);
});

test('a line that misses leaves nothing on one side', () => {
  const { left, right } = cutGeometry(SQUARE, [at(120.02, 29.9), at(120.02, 30.1)]);
  expect([left && polygonArea(left) > 1, right]).toEqual([true, null]);
  expect(cutGeometry(SQUARE, [at(120, 30), at(120, 30)])).toEqual({ left: null, right: null });
});

test('what was cut joins to what it was; strangers stay two parts', () => {
  const { left, right } = cutGeometry(SQUARE, [at(120.003, 29.99), at(120.007, 30.02)]);
  const whole = joinGeometries([left!, right!]);
  expect(whole?.type).toBe('Polygon');
  expect(polygonArea(whole!)).toBeCloseTo(polygonArea(SQUARE), -1);
  expect(polygonsOf(joinGeometries([SQUARE, box(121, 30, 121.01, 30.01)])!)).toHaveLength(2);
});
