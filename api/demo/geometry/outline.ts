import { type Polygon, type Ring } from '@shared/geo';
import { type Cell } from './cell-order';
import { type Honeycomb } from './honeycomb';

/** Corners around a group of cells, counter-clockwise: the edges only one of its cells has. */
function outerCorners(honeycomb: Honeycomb, cells: readonly Cell[]): number[] {
  const edges = new Map<string, [from: number, to: number]>();
  for (const cell of cells) {
    const corners = honeycomb.cornersOf(cell);
    corners.forEach((from, i) => {
      const to = corners[(i + 1) % corners.length]!;
      if (!edges.delete(`${to}>${from}`)) edges.set(`${from}>${to}`, [from, to]);
    });
  }
  const next = new Map(edges.values());
  const [first = -1] = next.keys();
  const around: number[] = [];
  for (let corner = first; ;) {
    around.push(corner);
    corner = next.get(corner)!;
    if (corner === first) break;
  }
  if (around.length !== edges.size) throw new Error('cells do not form one connected area without holes');
  return around;
}

/** The exact union of a connected group of cells; its vertices are the very vertices of the cells. */
export function outlineOf(honeycomb: Honeycomb, cells: readonly Cell[]): Polygon {
  const corners = outerCorners(honeycomb, cells);
  const ring: Ring = corners.flatMap((corner, i) =>
    honeycomb.border(corner, corners[(i + 1) % corners.length]!),
  );
  ring.push([...ring[0]!]);
  return { type: 'Polygon', coordinates: [ring] };
}
