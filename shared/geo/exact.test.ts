import fc from 'fast-check';
import { isOnSegment, orientation, toUnits } from './exact';

function exactOrientation(...values: [number, number, number, number, number, number]): number {
  const [ax, ay, bx, by, px, py] = values.map(BigInt) as [bigint, bigint, bigint, bigint, bigint, bigint];
  const cross = (bx - ax) * (py - ay) - (by - ay) * (px - ax);
  return cross > 0n ? 1 : cross < 0n ? -1 : 0;
}

const wide = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const narrow = fc.integer({ min: -5, max: 5 });

describe('orientation', () => {
  test('equals BigInt on any coordinates', () => {
    fc.assert(
      fc.property(wide, wide, wide, wide, wide, wide, (...values) => {
        expect(orientation(...values)).toBe(exactOrientation(...values));
      }),
      { numRuns: 2000 },
    );
  });

  test('equals BigInt next to long lines, where doubles overflow 2^53', () => {
    const nearLine = fc
      .tuple(wide, wide, wide, wide, fc.double({ min: 0, max: 1, noNaN: true }), narrow, narrow)
      .map(([ax, ay, bx, by, t, ex, ey]) => {
        const px = Math.round(ax + (bx - ax) * t) + ex;
        const py = Math.round(ay + (by - ay) * t) + ey;
        return [ax, ay, bx, by, px, py] as [number, number, number, number, number, number];
      });
    fc.assert(
      fc.property(nearLine, (values) => {
        expect(orientation(...values)).toBe(exactOrientation(...values));
      }),
      { numRuns: 5000 },
    );
  });

  test('is right where plain doubles are wrong', () => {
    // (2^31-1)·(2^32-1) against its neighbour: the products differ by less than a double can tell at 2^63.
    const [ax, ay, bx, by] = [-(2 ** 31), -(2 ** 31), 2 ** 31 - 1, 2 ** 31 - 2];
    const [px, py] = [2 ** 31 - 2, 2 ** 31 - 3];
    const plain = (bx - ax) * (py - ay) - (by - ay) * (px - ax);
    expect(plain).toBe(0);
    expect(orientation(ax, ay, bx, by, px, py)).toBe(exactOrientation(ax, ay, bx, by, px, py));
    expect(orientation(ax, ay, bx, by, px, py)).not.toBe(0);
  });
});

test('isOnSegment takes the ends and nothing beyond them', () => {
  expect(isOnSegment(0, 0, 10, 10, 0, 0)).toBe(true);
  expect(isOnSegment(0, 0, 10, 10, 10, 10)).toBe(true);
  expect(isOnSegment(0, 0, 10, 10, 4, 4)).toBe(true);
  expect(isOnSegment(0, 0, 10, 10, 11, 11)).toBe(false);
  expect(isOnSegment(0, 0, 10, 10, 4, 5)).toBe(false);
});

test('toUnits rounds to 1e-7° and knows no minus zero', () => {
  expect(toUnits(120.12345678)).toBe(1201234568);
  expect(toUnits(-180)).toBe(-1800000000);
  expect(Object.is(toUnits(-1e-9), 0)).toBe(true);
});
