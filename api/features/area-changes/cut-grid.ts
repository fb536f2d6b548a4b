import * as polyclip from 'polyclip-ts';
import { type AreaGeometry, boundingBoxOf, type LngLat, type Position, roundDegrees } from '@shared/geo';

type Shape = Position[][][];
const clip = ({ coordinates }: AreaGeometry) => coordinates;

/** In the resolution boundaries are stored in; a ring that this flattens is gone. */
function asGeometry(shape: Shape): AreaGeometry | null {
  const polygons = shape
    .map((rings) =>
      rings
        .map((ring) =>
          ring
            .map(([lng, lat]): Position => [roundDegrees(lng), roundDegrees(lat)])
            .filter((at, i, all) => i === 0 || at[0] !== all[i - 1]![0] || at[1] !== all[i - 1]![1]),
        )
        .filter((ring) => ring.length >= 4),
    )
    .filter((rings) => rings.length > 0);
  const [only, ...more] = polygons;
  if (!only) return null;
  return more.length === 0
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: polygons };
}

/** Far beyond `end`, seen from `before`. */
function extended(before: LngLat, end: LngLat, reach: number): Position {
  const [dx, dy] = [end.lng - before.lng, end.lat - before.lat];
  const length = Math.hypot(dx, dy);
  return [end.lng + (dx / length) * reach, end.lat + (dy / length) * reach];
}

/** Everything within reach that lies to the left of a line that has been extended beyond the box on both sides. */
function leftOf(line: Position[], [west, south, east, north]: readonly [number, number, number, number]) {
  const centre: Position = [(west + east) / 2, (south + north) / 2];
  const angle = ([x, y]: Position) => Math.atan2(y - centre[1], x - centre[0]);
  const [first, last] = [line[0]!, line[line.length - 1]!];
  const radius = Math.hypot(first[0] - centre[0], first[1] - centre[1]) * 2;
  // Back from the end to the beginning, turning left around the box.
  const from = angle(last);
  let turn = angle(first) - from;
  while (turn <= 0) turn += 2 * Math.PI;
  const steps = 16;
  const arc = Array.from({ length: steps + 1 }, (_, i): Position => {
    const at = from + (turn * i) / steps;
    return [centre[0] + radius * Math.cos(at), centre[1] + radius * Math.sin(at)];
  });
  return [[...line, ...arc, first]];
}

/**
 * The two halves of a boundary along a line, seen in the direction in which it was drawn. The ends are extended until
 * they are outside. Null where there is nothing on one side.
 */
export function cutGeometry(
  geometry: AreaGeometry,
  cut: readonly LngLat[],
): Record<'left' | 'right', AreaGeometry | null> {
  const points = cut.filter((at, i) => i === 0 || at.lng !== cut[i - 1]!.lng || at.lat !== cut[i - 1]!.lat);
  const box = boundingBoxOf(geometry);
  const first = points[0];
  const second = points[1];
  const last = points[points.length - 1];
  const before = points[points.length - 2];
  if (!first || !second || !last || !before) return { left: null, right: null };
  const size = Math.max(box[2] - box[0], box[3] - box[1]);
  const far = Math.max(...points.map(({ lng, lat }) => Math.hypot(lng - box[0], lat - box[1])));
  const reach = 4 * (size + far);
  const line: Position[] = [
    extended(second, first, reach),
    ...points.map(({ lng, lat }): Position => [lng, lat]),
    extended(before, last, reach),
  ];
  const side = leftOf(line, box);
  return {
    left: asGeometry(polyclip.intersection(clip(geometry), side)),
    right: asGeometry(polyclip.difference(clip(geometry), side)),
  };
}

/** Several boundaries as one. */
export function joinGeometries(geometries: readonly AreaGeometry[]): AreaGeometry | null {
  const [first, ...rest] = geometries.map(clip);
  return first ? asGeometry(polyclip.union(first, ...rest)) : null;
}
