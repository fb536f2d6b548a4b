import { type AreaGeometry, type Ring } from '@shared/geo';
import { type Metres } from './honeycomb';
import { createRandom } from './random';

export interface Building {
  geometry: AreaGeometry;
  /** A point well inside the building. */
  inside: Metres;
}

interface Rectangle {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/**
 * Lays out `count` buildings within the circle of `radiusM` around `centre`: mostly slabs, some with a wing, a
 * courtyard (a hole) or a twin (a MultiPolygon). They never touch.
 * @param toPosition metres → degrees
 */
export function layOutBuildings(
  count: number,
  centre: Metres,
  radiusM: number,
  seed: number,
  toPosition: (point: Metres) => [number, number],
): Building[] {
  const random = createRandom(seed);
  const angle = random() * Math.PI;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const columns = Math.ceil(Math.sqrt(count));
  const rows = Math.ceil(count / columns);
  const side = radiusM * Math.SQRT2;
  const turn = (x: number, y: number): Metres => ({
    x: centre.x + x * cos - y * sin,
    y: centre.y + x * sin + y * cos,
  });
  const ring = (points: [number, number][]): Ring => {
    const positions = points.map(([x, y]) => toPosition(turn(x, y)));
    return [...positions, [...positions[0]!]];
  };
  const box = ({ x0, y0, x1, y1 }: Rectangle): Ring => ring([[x0, y0], [x1, y0], [x1, y1], [x0, y1]]); // prettier-ignore

  return Array.from({ length: count }, (_, i) => {
    const [width, height] = [
      (side / columns) * (0.6 + 0.25 * random()),
      (side / rows) * (0.5 + 0.3 * random()),
    ];
    const x = ((i % columns) + 0.5) * (side / columns) - side / 2;
    const y = (Math.floor(i / columns) + 0.5) * (side / rows) - side / 2;
    const slot = { x0: x - width / 2, y0: y - height / 2, x1: x + width / 2, y1: y + height / 2 };
    const { x0, y0, x1, y1 } = slot;
    const kind = random();
    const inWing = turn(x0 + width / 8, y0 + height / 8);
    if (kind < 0.65) return { geometry: { type: 'Polygon', coordinates: [box(slot)] }, inside: turn(x, y) };
    if (kind < 0.8) {
      const bent = ring([[x0, y0], [x1, y0], [x1, y0 + height / 4], [x0 + width / 4, y0 + height / 4], [x0 + width / 4, y1], [x0, y1]]); // prettier-ignore
      return { geometry: { type: 'Polygon', coordinates: [bent] }, inside: inWing };
    }
    if (kind < 0.9) {
      const yard = box({
        x0: x - width / 4,
        y0: y - height / 4,
        x1: x + width / 4,
        y1: y + height / 4,
      }).reverse();
      return { geometry: { type: 'Polygon', coordinates: [box(slot), yard] }, inside: inWing };
    }
    const twins = [box({ ...slot, y1: y - height / 8 }), box({ ...slot, y0: y + height / 8 })];
    return { geometry: { type: 'MultiPolygon', coordinates: twins.map((twin) => [twin]) }, inside: inWing };
  });
}
