import {
  RoutingAreasError,
  routableLevels,
  type AreaNode,
  type RoutableArea,
  type RoutableLevel,
} from './types';

/** The area tree as parallel arrays; an area is its position in them. */
export interface OrderedAreas {
  /** Sorted by level (city first), then code: within a level the lower position is the lower code. */
  areas: RoutableArea[];
  /** Position of the parent, -1 at the root. */
  parent: Int32Array;
  positionOf: Map<string, number>;
  /** Half-open range of positions of a level. */
  range: (level: RoutableLevel) => [start: number, end: number];
}

function compareCodes(a: RoutableArea, b: RoutableArea): number {
  return a.code < b.code ? -1 : a.code > b.code ? 1 : 0;
}

function linkParents(areas: RoutableArea[], positionOf: Map<string, number>): Int32Array {
  const parent = new Int32Array(areas.length).fill(-1);
  areas.forEach(({ code, level, parentCode }, position) => {
    if (parentCode === null) return;
    const above = positionOf.get(parentCode);
    if (above === undefined) throw new RoutingAreasError(`area ${code}: parent ${parentCode} is missing`);
    if (areas[above]!.level === level || above > position) {
      throw new RoutingAreasError(`area ${code}: parent ${parentCode} is not of a higher level`);
    }
    parent[position] = above;
  });
  return parent;
}

/** Sorts areas for the index and links them to their parents. @throws RoutingAreasError on a broken tree */
export function orderAreas(input: readonly RoutableArea[]): OrderedAreas {
  const byLevel = new Map<RoutableLevel, RoutableArea[]>(routableLevels.map((level) => [level, []]));
  for (const area of input) {
    const sameLevel = byLevel.get(area.level);
    if (!sameLevel) throw new RoutingAreasError(`area ${area.code}: unknown level ${String(area.level)}`);
    sameLevel.push(area);
  }
  const ranges = new Map<RoutableLevel, [number, number]>();
  const areas: RoutableArea[] = [];
  for (const [level, sameLevel] of byLevel) {
    ranges.set(level, [areas.length, areas.length + sameLevel.length]);
    for (const area of sameLevel.sort(compareCodes)) areas.push(area);
  }
  const positionOf = new Map<string, number>();
  areas.forEach(({ code }, position) => positionOf.set(code, position));
  if (positionOf.size < areas.length) {
    const twice = areas.find(({ code }, position) => positionOf.get(code) !== position);
    throw new RoutingAreasError(`area ${twice?.code} appears twice`);
  }
  return { areas, parent: linkParents(areas, positionOf), positionOf, range: (level) => ranges.get(level)! };
}

/** Makes the nodes of answers, each once and only when first asked for. */
export function createNodes(areas: readonly RoutableArea[]): {
  nodeAt: (position: number) => AreaNode;
  names: readonly string[];
} {
  const codes = areas.map(({ code }) => code);
  const names = areas.map(({ name }) => name);
  const levels = areas.map(({ level }) => level);
  const made: (AreaNode | undefined)[] = new Array<undefined>(areas.length);
  const nodeAt = (at: number) =>
    (made[at] ??= Object.freeze({ code: codes[at]!, level: levels[at]!, name: names[at]! }));
  return { nodeAt, names };
}
