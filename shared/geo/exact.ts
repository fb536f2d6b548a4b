/**
 * Exact plane geometry on integers. Degrees are scaled to units of 1e-7° (about 1 cm), so that a point on a
 * shared edge is on it for both neighbours: floating-point tests disagree on a third of such points.
 */

/** Units per degree. ±180° is ±1.8e9 and fits 32 bits. */
export const UNITS_PER_DEGREE = 1e7;

/** Degrees → nearest integer unit of 1e-7°. */
export function toUnits(degrees: number): number {
  // + 0 turns -0 into 0, so that units can be compared with Object.is as well
  return Math.round(degrees * UNITS_PER_DEGREE) + 0;
}

/** Above this, |cross product| in doubles has the right sign: operands < 2^32.8, products < 2^64, error < 2^13. */
const CERTAIN = 8192;

/**
 * Side of the point p as seen from a → b: 1 left, -1 right, 0 on the line. Exact for all coordinates within
 * ±2^31 units: doubles decide the clear cases and the small ones, BigInt the rest.
 */
export function orientation(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  px: number,
  py: number,
): -1 | 0 | 1 {
  const left = (bx - ax) * (py - ay);
  const right = (by - ay) * (px - ax);
  const cross = left - right;
  if (cross > CERTAIN) return 1;
  if (cross < -CERTAIN) return -1;
  // Products up to 2^53 are exact integers, and so is the sign of their difference.
  if (Math.abs(left) <= Number.MAX_SAFE_INTEGER && Math.abs(right) <= Number.MAX_SAFE_INTEGER) {
    return cross > 0 ? 1 : cross < 0 ? -1 : 0;
  }
  const exact = BigInt(bx - ax) * BigInt(py - ay) - BigInt(by - ay) * BigInt(px - ax);
  return exact > 0n ? 1 : exact < 0n ? -1 : 0;
}

/** True when p lies on the closed segment a–b. */
export function isOnSegment(ax: number, ay: number, bx: number, by: number, px: number, py: number): boolean {
  return (
    px >= Math.min(ax, bx) &&
    px <= Math.max(ax, bx) &&
    py >= Math.min(ay, by) &&
    py <= Math.max(ay, by) &&
    orientation(ax, ay, bx, by, px, py) === 0
  );
}
