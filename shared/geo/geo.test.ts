import {
  areaGeometrySchema,
  boundingBoxAround,
  boundingBoxOf,
  boundingBoxSchema,
  EARTH_RADIUS_M,
  haversineDistance,
  isInBoundingBox,
  isInsideChina,
  localDistance,
  offsetPoint,
  placeInChinaSchema,
  placeSchema,
  placeToWgs84,
  pointInPolygon,
  polygonArea,
  presentPlace,
  type MultiPolygon,
  type Polygon,
  type Ring,
} from './index';

const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const ringed: Polygon = { type: 'Polygon', coordinates: [box(0, 0, 10, 10), box(4, 4, 6, 6)] };

describe('distances', () => {
  const here = { lng: 120, lat: 30 };
  test('a quarter of a meridian, a degree of the equator', () => {
    expect(haversineDistance({ lng: 0, lat: 0 }, { lng: 0, lat: 90 })).toBeCloseTo(
      (EARTH_RADIUS_M * Math.PI) / 2,
      3,
    );
    expect(haversineDistance({ lng: 10, lat: 0 }, { lng: 11, lat: 0 })).toBeCloseTo(111195.08, 1);
    expect(haversineDistance(here, here)).toBe(0);
  });

  test('the local plane differs from the great circle by less than 0.1 % in a city', () => {
    for (const [east, north] of [
      [150, 0],
      [0, 200],
      [9000, 12000],
      [-20000, 3000],
    ] as const) {
      const there = offsetPoint(here, east, north);
      expect(localDistance(here, there)).toBeCloseTo(Math.hypot(east, north), 3);
      expect(Math.abs(haversineDistance(here, there) / Math.hypot(east, north) - 1)).toBeLessThan(1e-3);
    }
  });

  test('the box around a circle contains the circle', () => {
    const around = boundingBoxAround(here, 500);
    for (let degrees = 0; degrees < 360; degrees += 15) {
      const angle = (degrees * Math.PI) / 180;
      const rim = offsetPoint(here, 500 * Math.cos(angle), 500 * Math.sin(angle));
      expect(isInBoundingBox(rim, around)).toBe(true);
    }
  });
});

describe('polygons', () => {
  test.each([
    [1, 1, 'inside'],
    [5, 5, 'outside'],
    [4, 5, 'boundary'],
    [6, 6, 'boundary'],
    [0, 0, 'boundary'],
    [10, 3, 'boundary'],
    [7, 4, 'inside'],
    [11, 4, 'outside'],
    [-1, 10, 'outside'],
  ] as const)('(%d, %d) is %s', (lng, lat, expected) => {
    expect(pointInPolygon(lng, lat, ringed)).toBe(expected);
  });

  test('a point inside one part of a MultiPolygon is inside, even on another part’s edge', () => {
    const multi: MultiPolygon = { type: 'MultiPolygon', coordinates: [[box(0, 0, 2, 2)], [box(1, 1, 3, 3)]] };
    expect(pointInPolygon(1, 1.5, multi)).toBe('inside');
    expect(pointInPolygon(3, 2, multi)).toBe('boundary');
    expect(pointInPolygon(0.5, 2.5, multi)).toBe('outside');
  });

  test('the area of a latitude-longitude box is R²·Δλ·Δsin φ, less its hole', () => {
    const area = (west: number, south: number, east: number, north: number): number => {
      const radians = Math.PI / 180;
      return (
        EARTH_RADIUS_M ** 2 *
        (east - west) *
        radians *
        (Math.sin(north * radians) - Math.sin(south * radians))
      );
    };
    const expected = area(0, 0, 10, 10) - area(4, 4, 6, 6);
    expect(polygonArea(ringed) / expected).toBeCloseTo(1, 9);
    expect(boundingBoxOf(ringed)).toEqual([0, 0, 10, 10]);
  });
});

describe('schemas', () => {
  test('a place defaults to GCJ-02', () => {
    expect(placeSchema.parse({ lng: 120, lat: 30 })).toEqual({ lng: 120, lat: 30, coordType: 'gcj02' });
  });

  test.each([
    { lng: 120 },
    { lng: NaN, lat: 1 },
    { lng: Infinity, lat: 1 },
    { lng: 181, lat: 1 },
    { lng: 1, lat: -90.1 },
    { lng: '120', lat: 30 },
    { lng: 120, lat: 30, coordType: 'moon' },
    { lng: 120, lat: 30, role: 'admin' },
    { lng: { $gt: 0 }, lat: 30 },
  ])('refuses %j as a place', (place) => {
    expect(placeSchema.safeParse(place).success).toBe(false);
  });

  test('a place outside China is refused in words a resident can read', () => {
    expect(isInsideChina({ lng: 0, lat: 0 })).toBe(false);
    const refused = placeInChinaSchema.safeParse({ lng: 2.35, lat: 48.85 });
    expect(refused.error?.issues[0]?.message).toContain('不在中国境内');
    expect(placeInChinaSchema.safeParse({ lng: 121.47, lat: 31.23 }).success).toBe(true);
  });

  test('places go to WGS-84 and back to what the client asked for', () => {
    const shown = presentPlace({ lng: 120.75, lat: 30.75 });
    const stored = placeToWgs84({ lng: shown.lng, lat: shown.lat });
    expect(stored.lng).toBeCloseTo(120.75, 6);
    expect(stored.lat).toBeCloseTo(30.75, 6);
    expect(presentPlace({ lng: 120.75, lat: 30.75 }, 'wgs84')).toEqual({
      lng: 120.75,
      lat: 30.75,
      coordType: 'wgs84',
    });
  });

  test('boundaries: altitude and foreign members are dropped', () => {
    const parsed = areaGeometrySchema.parse({
      type: 'Polygon',
      bbox: [0, 0, 1, 1],
      coordinates: [
        [
          [0, 0, 8],
          [1, 0],
          [1, 1],
          [0, 0, 9],
        ],
      ],
    });
    expect(parsed).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    });
  });

  test.each([
    ['a point', { type: 'Point', coordinates: [0, 0] }],
    ['no ring', { type: 'Polygon', coordinates: [] }],
    [
      'an open ring',
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 1],
          ],
        ],
      },
    ],
    [
      'a short ring',
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [0, 0],
          ],
        ],
      },
    ],
    [
      'a latitude over 90',
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 91],
            [0, 0],
          ],
        ],
      },
    ],
    [
      'words for numbers',
      {
        type: 'Polygon',
        coordinates: [
          [
            ['0', 0],
            [1, 0],
            [1, 1],
            ['0', 0],
          ],
        ],
      },
    ],
    ['too many points', { type: 'Polygon', coordinates: [Array.from({ length: 20_001 }, () => [0, 0])] }],
  ])('boundaries: refuses %s', (_, geometry) => {
    expect(areaGeometrySchema.safeParse(geometry).success).toBe(false);
  });

  test('a box in a query', () => {
    expect(boundingBoxSchema.parse('120.5,30,121,31.25')).toEqual([120.5, 30, 121, 31.25]);
    for (const text of ['1,2,3', '121,30,120,31', '0,0,200,1', '1,2,3,x', '1,2,3,4,5']) {
      expect(boundingBoxSchema.safeParse(text).success).toBe(false);
    }
  });
});
