import { localDistance, offsetPoint, type AreaGeometry, type LngLat } from '@shared/geo';
import { createRoutingIndex } from './routing-index';
import { area, latticeBox, latticePoint } from './test/random-areas';
import { RoutingAreasError, type RoutableArea } from './types';

/** Two grids of 10 × 10 steps (about 330 × 290 m each) side by side, a building in each. */
const tree: RoutableArea[] = [
  area('city', 'city', null, latticeBox(0, 0, 20, 10)),
  area('district', 'd', 'city', latticeBox(0, 0, 20, 10)),
  area('street', 's', 'd', latticeBox(0, 0, 20, 10)),
  area('community', 'c1', 's', latticeBox(0, 0, 10, 10)),
  area('community', 'c2', 's', latticeBox(10, 0, 20, 10)),
  area('grid', 'g1', 'c1', latticeBox(0, 0, 10, 10)),
  area('grid', 'g2', 'c2', latticeBox(10, 0, 20, 10)),
  area('microgrid', 'm1', 'g1', latticeBox(2, 2, 4, 4)),
  area('microgrid', 'm2', 'g2', latticeBox(10, 4, 12, 6)),
];
const index = createRoutingIndex(tree);
const at = (x: number, y: number): LngLat => {
  const [lng, lat] = latticePoint(x, y);
  return { lng, lat };
};
const locate = ({ lng, lat }: LngLat) => index.locate(lng, lat);

describe('inside', () => {
  test('names the path down to the building', () => {
    const found = locate(at(3, 3));
    expect(found.path.map(({ code }) => code)).toEqual(['city', 'd', 's', 'c1', 'g1', 'm1']);
    expect(found).toMatchObject({ method: 'inside', distanceM: 0, nearEdge: null });
    expect(found.grid).toEqual({ code: 'g1', level: 'grid', name: 'name of g1' });
    expect(found.centerArea?.code).toBe('c1');
  });

  test('a shared edge belongs to the lower code, and a building on it must be of that grid', () => {
    const found = locate(at(10, 5));
    expect(found.grid?.code).toBe('g1');
    expect(found.microgrid).toBeNull();
    expect(found.nearEdge).toEqual({ gridCode: 'g2', distanceM: 0 });
    const [lng, lat] = latticePoint(10, 5, 1, 0);
    expect(index.locate(lng, lat).microgrid?.code).toBe('m2');
  });

  test('the smallest of overlapping areas wins, then the lower code', () => {
    const overlapping = createRoutingIndex([
      area('grid', 'a-large', null, latticeBox(0, 0, 10, 10)),
      area('grid', 'z-small', null, latticeBox(2, 2, 5, 5)),
      area('grid', 'y-small', null, latticeBox(4, 4, 7, 7)),
      { ...area('grid', 'b-said-to-be-tiny', null, latticeBox(8, 8, 10, 10)), areaM2: 1e9 },
    ]);
    const code = (x: number, y: number): string | undefined => {
      const { lng, lat } = at(x, y);
      return overlapping.locate(lng, lat).grid?.code;
    };
    expect(code(3, 3)).toBe('z-small');
    expect(code(4.5, 4.5)).toBe('y-small');
    expect(code(1, 1)).toBe('a-large');
    expect(code(9, 9)).toBe('a-large'); // the size given with the area counts
  });

  test('a hole is outside, its rim is not', () => {
    const [[outer], [hole]] = [latticeBox(0, 0, 9, 9), latticeBox(3, 3, 6, 6)].map(
      ({ coordinates }) => coordinates,
    ) as [[never], [never]];
    const holed: AreaGeometry = { type: 'Polygon', coordinates: [outer, hole] };
    const withHole = createRoutingIndex([area('grid', 'g', null, holed)]);
    expect(withHole.locate(...latticePoint(4, 4)).method).toBe('nearest');
    expect(withHole.locate(...latticePoint(3, 4)).method).toBe('inside');
    expect(withHole.locate(...latticePoint(1, 1)).method).toBe('inside');
  });
});

describe('near another grid', () => {
  test.each([
    [29, 'g2'],
    [31, undefined],
  ])('%d m from its edge', (metres, gridCode) => {
    const point = offsetPoint(at(10, 3), -metres, 0);
    const { nearEdge, grid } = locate(point);
    expect(grid?.code).toBe('g1');
    expect(nearEdge?.gridCode).toBe(gridCode);
    if (nearEdge) expect(Math.abs(nearEdge.distanceM - metres)).toBeLessThan(0.1);
  });

  test('is not looked for when not asked', () => {
    const { lng, lat } = at(10, 5);
    expect(index.locate(lng, lat, { nearEdge: false }).nearEdge).toBeNull();
  });
});

describe('outside all grids', () => {
  test('within 200 m: the nearest grid, with the distance', () => {
    const found = locate(offsetPoint(at(20, 5), 150, 0));
    expect(found).toMatchObject({
      method: 'nearest',
      grid: { code: 'g2' },
      microgrid: null,
      centerArea: { code: 'c2' },
    });
    expect(found.distanceM).toBeCloseTo(150, 0);
    expect(found.path.at(-1)?.code).toBe('g2');
  });

  test('as near to two: the lower code', () => {
    expect(locate(offsetPoint(at(10, 0), 0, -50)).grid?.code).toBe('g1');
  });

  test('beyond: the nearest community’s center', () => {
    const point = offsetPoint(at(0, 5), -201, 0);
    const found = locate(point);
    expect(found).toMatchObject({ method: 'outside', grid: null, microgrid: null, nearEdge: null });
    expect(found.centerArea?.code).toBe('c1');
    expect(found.path.map(({ code }) => code)).toEqual(['city', 'd', 's', 'c1']);
    expect(found.distanceM).toBeCloseTo(localDistance(point, at(0, 5)), 0);
  });

  test('far away it still finds a center', () => {
    expect(index.locate(-170, -80)).toMatchObject({ method: 'outside', centerArea: { code: 'c1' } });
    expect(index.locate(180, 90).method).toBe('outside');
  });

  test('without communities the level above answers; without any area nobody does', () => {
    const bare = createRoutingIndex(tree.filter(({ level }) => ['city', 'district'].includes(level)));
    expect(bare.locate(0, 0).centerArea?.code).toBe('d');
    expect(createRoutingIndex([]).locate(120, 30)).toEqual({
      path: [],
      grid: null,
      microgrid: null,
      centerArea: null,
      method: 'outside',
      distanceM: null,
      nearEdge: null,
    });
  });

  test('a building that juts out of its grid is still that grid’s', () => {
    const jutting = createRoutingIndex([...tree, area('microgrid', 'm3', 'g2', latticeBox(18, 4, 22, 6))]);
    expect(jutting.locate(...latticePoint(21, 5))).toMatchObject({
      method: 'inside',
      grid: { code: 'g2' },
      microgrid: { code: 'm3' },
    });
  });
});

test('nodes and paths by code', () => {
  expect(index.node('g2')).toEqual({ code: 'g2', level: 'grid', name: 'name of g2' });
  expect(index.node('nope')).toBeNull();
  expect(index.pathOf('c2').map(({ code }) => code)).toEqual(['city', 'd', 's', 'c2']);
  expect(index.pathOf('nope')).toEqual([]);
  expect(index.stats).toMatchObject({ areas: 9, grids: 2, microgrids: 2 });
});

test.each([
  [NaN, 30],
  [120, Infinity],
  [181, 30],
  [120, -91],
])('refuses the point %d, %d', (lng, lat) => {
  expect(() => index.locate(lng, lat)).toThrow(RangeError);
});

test.each<[string, RoutableArea[], RegExp]>([
  ['a code twice', [tree[0]!, tree[0]!], /twice/],
  ['a missing parent', [tree[1]!], /missing/],
  [
    'a parent below',
    [area('grid', 'g', 'm', latticeBox(0, 0, 1, 1)), area('microgrid', 'm', null, latticeBox(0, 0, 1, 1))],
    /higher level/,
  ],
  [
    'a parent beside',
    [area('grid', 'g', 'h', latticeBox(0, 0, 1, 1)), area('grid', 'h', null, latticeBox(0, 0, 1, 1))],
    /higher level/,
  ],
])('refuses %s', (_, areas, message) => {
  expect(() => createRoutingIndex(areas)).toThrow(RoutingAreasError);
  expect(() => createRoutingIndex(areas)).toThrow(message);
});
