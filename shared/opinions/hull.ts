export type Corner = [x: number, y: number];

const turn = ([ax, ay]: Corner, [bx, by]: Corner, [cx, cy]: Corner) =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

function half(points: readonly Corner[]): Corner[] {
  const side: Corner[] = [];
  for (const point of points) {
    while (side.length >= 2 && turn(side.at(-2) as Corner, side.at(-1) as Corner, point) <= 0) side.pop();
    side.push(point);
  }
  side.pop();
  return side;
}

/** The corners around all points, counter-clockwise; two points or one give themselves (Andrew's monotone chain). */
export function hullOf(points: readonly Corner[]): Corner[] {
  const order = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const different = order.filter(
    (point, i) => i === 0 || point[0] !== order[i - 1]?.[0] || point[1] !== order[i - 1]?.[1],
  );
  if (different.length <= 2) return different;
  return [...half(different), ...half([...different].reverse())];
}
