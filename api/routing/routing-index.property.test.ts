import fc from 'fast-check';
import { ringsOf } from '@shared/geo';
import { createRoutingIndex } from './routing-index';
import { createBruteForce } from './test/brute-force';
import { randomAreas, telltalePoint } from './test/random-areas';
import { type RoutableArea } from './types';

function check(areas: RoutableArea[], points: [number, number][]): void {
  const index = createRoutingIndex(areas);
  const bruteForce = createBruteForce(areas);
  for (const [lng, lat] of points) {
    const expected = bruteForce(lng, lat);
    const { grid, microgrid, method } = index.locate(lng, lat);
    if (expected.grid !== null) {
      expect({ method, grid: grid?.code, microgrid: microgrid?.code ?? null }).toEqual({
        method: 'inside',
        ...expected,
      });
    } else if (method === 'inside') {
      // No grid holds the point, but one of its microgrids may jut out and hold it.
      expect(areas.find(({ code }) => code === microgrid?.code)?.parentCode).toBe(grid?.code);
    }
  }
}

describe('the index agrees with a scan over all areas', () => {
  test('at lattice points, on edges and vertices, one unit beside them', () => {
    fc.assert(fc.property(randomAreas, fc.array(telltalePoint, { minLength: 20, maxLength: 40 }), check), {
      numRuns: 400,
    });
  });

  test('at every vertex and every middle of an edge', () => {
    fc.assert(
      fc.property(randomAreas, (areas) => {
        const points = areas
          .flatMap(({ geometry }) => ringsOf(geometry))
          .flatMap((ring) =>
            ring.slice(1).flatMap(([lng, lat], i): [number, number][] => [
              [lng, lat],
              [(lng + ring[i]![0]) / 2, (lat + ring[i]![1]) / 2],
            ]),
          );
        check(areas, points);
      }),
      { numRuns: 150 },
    );
  });

  test('whatever the order the areas come in', () => {
    fc.assert(
      fc.property(randomAreas, fc.array(telltalePoint, { minLength: 10, maxLength: 10 }), (areas, points) => {
        const [a, b] = [createRoutingIndex(areas), createRoutingIndex([...areas].reverse())];
        for (const point of points) expect(a.locate(...point)).toEqual(b.locate(...point));
      }),
      { numRuns: 100 },
    );
  });
});
