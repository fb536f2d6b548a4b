import { createHash } from 'node:crypto';
import { boundingBoxOf, orientation, pointInPolygon, ringsOf, toUnits, type Ring } from '@shared/geo';
import {
  createRandom,
  demoCityOptions,
  generateCityGeometry,
  randomPointIn,
  scaleCityOptions,
  type CityArea,
} from '.';

const demo = generateCityGeometry(demoCityOptions);
const levelOf = (areas: CityArea[], level: CityArea['level']): CityArea[] =>
  areas.filter((area) => area.level === level);
const childrenOf = (areas: CityArea[], code: string): CityArea[] =>
  areas.filter(({ parentCode }) => parentCode === code);

/** Twice the signed area of a ring in square units of 1e-7°, exact. */
function doubleArea(ring: Ring): bigint {
  let sum = 0n;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1]!.map((degrees) => BigInt(toUnits(degrees))) as [bigint, bigint];
    const [bx, by] = ring[i]!.map((degrees) => BigInt(toUnits(degrees))) as [bigint, bigint];
    sum += ax * by - bx * ay;
  }
  return sum;
}

function edgesOf(area: CityArea): string[] {
  return ringsOf(area.geometry).flatMap((ring) =>
    ring.slice(1).map((to, i) => `${ring[i]!.join()}>${to.join()}`),
  );
}

/** True when two segments cross in their interiors. */
function crosses(a: number[], b: number[]): boolean {
  const [ax, ay, bx, by] = a as [number, number, number, number];
  const [cx, cy, dx, dy] = b as [number, number, number, number];
  return (
    orientation(ax, ay, bx, by, cx, cy) * orientation(ax, ay, bx, by, dx, dy) < 0 &&
    orientation(cx, cy, dx, dy, ax, ay) * orientation(cx, cy, dx, dy, bx, by) < 0
  );
}

describe('demo city', () => {
  test('has the size the demo wants, with codes no real place has', () => {
    const counts = ['city', 'district', 'street', 'community', 'grid'] as const;
    expect(counts.map((level) => levelOf(demo, level).length)).toEqual([1, 1, 3, 12, 72]);
    expect(new Set(levelOf(demo, 'microgrid').map(({ parentCode }) => parentCode)).size).toBe(8);
    expect(levelOf(demo, 'grid').every(({ code }) => /^990101\d{9}$/.test(code))).toBe(true);
    expect(
      levelOf(demo, 'microgrid').every(
        ({ code, parentCode }) => /^\d{18}$/.test(code) && code.startsWith(parentCode!),
      ),
    ).toBe(true);
    expect(new Set(demo.map(({ code }) => code)).size).toBe(demo.length);
    expect(new Set(levelOf(demo, 'community').map(({ name }) => name)).size).toBe(12);
    expect(new Set(levelOf(demo, 'community').map(({ settlement }) => settlement))).toEqual(
      new Set(['urban', 'rural']),
    );
  });

  test('is the same on every run and machine', () => {
    const hash = createHash('sha256').update(JSON.stringify(demo)).digest('hex');
    expect(JSON.stringify(generateCityGeometry(demoCityOptions))).toBe(JSON.stringify(demo));
    expect(hash).toMatchInlineSnapshot(`"eef42285bc6f791a6f1070d73ab34e4f29cc133362fd67832d263b57dd3a4afa"`);
    expect(JSON.stringify(generateCityGeometry({ ...demoCityOptions, seed: 7 }))).not.toBe(
      JSON.stringify(demo),
    );
  });

  test('buildings lie inside their grid, apart from each other; every "inside" point is inside', () => {
    for (const area of demo)
      expect(pointInPolygon(area.inside.lng, area.inside.lat, area.geometry)).toBe('inside');
    const buildings = levelOf(demo, 'microgrid');
    for (const building of buildings) {
      const grid = demo.find(({ code }) => code === building.parentCode)!;
      const vertices = ringsOf(building.geometry).flat();
      expect(vertices.every(([lng, lat]) => pointInPolygon(lng, lat, grid.geometry) === 'inside')).toBe(true);
      const others = childrenOf(demo, grid.code).filter(({ code }) => code !== building.code);
      for (const [lng, lat] of vertices) {
        expect(others.some(({ geometry }) => pointInPolygon(lng, lat, geometry) !== 'outside')).toBe(false);
      }
    }
    expect(new Set(buildings.map(({ geometry }) => geometry.type))).toEqual(
      new Set(['Polygon', 'MultiPolygon']),
    );
    expect(
      buildings.some(({ geometry }) => geometry.type === 'Polygon' && geometry.coordinates.length === 2),
    ).toBe(true);
  });

  test('rings run as RFC 7946 wants: outer counter-clockwise, holes clockwise', () => {
    for (const { geometry } of demo) {
      const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
      for (const rings of polygons) rings.forEach((ring, i) => expect(doubleArea(ring) > 0n).toBe(i === 0));
    }
  });

  test('a random point inside an area is inside it', () => {
    const random = createRandom(3);
    for (const { geometry } of demo) {
      const { lng, lat } = randomPointIn(geometry, random);
      expect(pointInPolygon(lng, lat, geometry)).toBe('inside');
    }
  });
});

const cities: [string, CityArea[]][] = [
  ['the demo city', demo],
  [
    'odd numbers',
    generateCityGeometry({
      ...demoCityOptions,
      seed: 5,
      districts: 2,
      communitiesPerStreet: 3,
      gridsPerCommunity: 7,
    }),
  ],
  ['a total that does not divide', generateCityGeometry(scaleCityOptions(211, 500, 11))],
  [
    'one grid',
    generateCityGeometry({
      ...demoCityOptions,
      districts: 1,
      streetsPerDistrict: 1,
      communitiesPerStreet: 1,
      gridsPerCommunity: 1,
    }),
  ],
];

describe.each(cities)('%s: no gap, no overlap', (_, areas) => {
  test('children share every inner edge and add up to exactly their parent', () => {
    for (const parent of areas) {
      const children = childrenOf(areas, parent.code);
      if (children.length === 0 || children[0]!.level === 'microgrid') continue;
      const edges = new Set(children.flatMap(edgesOf));
      const unshared = [...edges].filter((edge) => !edges.has(edge.split('>').reverse().join('>')));
      expect(unshared.sort()).toEqual(edgesOf(parent).sort());
      const sum = children.reduce((total, { geometry }) => total + doubleArea(ringsOf(geometry)[0]!), 0n);
      expect(sum).toBe(doubleArea(ringsOf(parent.geometry)[0]!));
    }
  });

  test('no two borders cross', () => {
    const edges = levelOf(areas, 'grid')
      .flatMap(({ geometry }) => ringsOf(geometry))
      .flatMap((ring) => ring.slice(1).map(([lng, lat], i) => [...ring[i]!, lng, lat].map(toUnits)))
      .sort((a, b) => Math.min(a[0]!, a[2]!) - Math.min(b[0]!, b[2]!));
    let found = 0;
    edges.forEach((edge, i) => {
      const east = Math.max(edge[0]!, edge[2]!);
      for (let j = i + 1; j < edges.length && Math.min(edges[j]![0]!, edges[j]![2]!) <= east; j++) {
        if (crosses(edge, edges[j]!)) found++;
      }
    });
    expect(found).toBe(0);
  });

  test('every point of the city lies in exactly one grid', () => {
    const random = createRandom(1);
    const [city] = areas;
    const grids = levelOf(areas, 'grid');
    const [west, south, east, north] = boundingBoxOf(city!.geometry);
    for (let i = 0; i < 300; i++) {
      const [lng, lat] = [west + random() * (east - west), south + random() * (north - south)];
      const sides = grids.map(({ geometry }) => pointInPolygon(lng, lat, geometry));
      const expected = pointInPolygon(lng, lat, city!.geometry) === 'inside' ? 1 : 0;
      if (!sides.includes('boundary'))
        expect(sides.filter((side) => side === 'inside').length).toBe(expected);
    }
  });
});

test('totals are met to the unit', () => {
  const areas = generateCityGeometry(scaleCityOptions(6000, 9001));
  expect(levelOf(areas, 'grid').length).toBe(6000);
  expect(levelOf(areas, 'microgrid').length).toBe(9001);
});

test.each([
  { districts: 0 },
  { districts: 100 },
  { streetsPerDistrict: 1000 },
  { gridTotal: 3 },
  { edgeDetail: 9 },
  { microgridsPerGrid: 1000 },
])('refuses %j', (change) => {
  expect(() => generateCityGeometry({ ...demoCityOptions, ...change })).toThrow(RangeError);
});
