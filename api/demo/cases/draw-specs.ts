import type { AreaDoc } from '@api/features/areas';
import { DAY_MS, shanghaiDate, startOfShanghaiDay } from '@shared/time/shanghai';
import { pick } from '../city/pick';
import { HOME_GRID_CODE } from '../city/build-areas';
import { createRandom, hashIntegers, hashUnit } from '../geometry';
import type { CaseSpec } from './case-spec';
import { gridScripts, higherScripts, type Script, type Setting } from './scripts';
import type { World } from './world';

export interface SpecOptions {
  count: number;
  seed: number;
  nowMs: number;
  days: number;
}

/** Matters above the grid, and of a grid without a worker, are only as old as a dispatcher may reasonably take to hand them on. */
const HIGHER_SHARE = 0.1;
const HIGHER_DAYS = 4;
/** Hours of the day in which people report, as often as they do. */
const HOURS = [7, 8, 8, 9, 9, 10, 10, 11, 12, 13, 14, 14, 15, 16, 17, 17, 18, 18, 19, 19, 20, 20, 21, 22];

export function settingOf({ kind, settlement }: AreaDoc): Setting {
  if (kind === 'dedicated') return 'dedicated';
  return settlement === 'rural' ? 'rural' : 'urban';
}

function weighted<T>(items: readonly T[], weightOf: (item: T) => number): (share: number) => T {
  let total = 0;
  const ends = items.map((item) => (total += weightOf(item)));
  return (share) => {
    const wanted = share * total;
    let [low, high] = [0, items.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    const item = items[low];
    if (item === undefined) throw new RangeError('nothing to choose from');
    return item;
  };
}

/** A moment of a believable hour, `days` back at most and denser towards now. */
function momentOf(draw: () => number, days: number, nowMs: number): number {
  const today = startOfShanghaiDay(shanghaiDate(nowMs));
  const back = Math.floor(days * draw() ** 1.9);
  const inDay = pick(HOURS, draw()) * 3600_000 + Math.floor(draw() * 3600) * 1000;
  const atMs = today - back * DAY_MS + inDay;
  return atMs < nowMs - 120_000 ? atMs : atMs - DAY_MS;
}

/**
 * Specs of cases spread over all grids, busy ones and quiet ones, one at least in each. Drawn one by one from their
 * number: none depends on another, so that a million can be made in a stream.
 * @returns in order of number, not of time
 */
export function* drawSpecs(world: World, { count, seed, nowMs, days }: SpecOptions): Generator<CaseSpec> {
  const { grids } = world;
  const gridAt = weighted(grids, ({ _id }) => {
    const busy = 0.25 + 1.75 * hashUnit(seed, Number(_id.slice(6, 11)), Number(_id.slice(11))) ** 2;
    return _id === HOME_GRID_CODE ? busy + 1.2 : busy;
  });
  const scriptsFor = (scripts: readonly Script[], setting: Setting) =>
    weighted(
      scripts.filter((script) => script.where.includes(setting)),
      (script) => script.weight,
    );
  const settings: Setting[] = ['urban', 'rural', 'dedicated'];
  const atGrid = new Map(settings.map((setting) => [setting, scriptsFor(gridScripts, setting)]));
  const above = new Map(settings.map((setting) => [setting, scriptsFor(higherScripts, setting)]));
  for (let i = 0; i < count; i += 1) {
    const draw = createRandom(hashIntegers(seed, 5, i));
    const grid = grids[i] ?? gridAt(draw());
    const setting = settingOf(grid);
    const higher = i >= grids.length && draw() < HIGHER_SHARE;
    const script = (higher ? above : atGrid).get(setting)?.(draw());
    const neighbours = world.residentsOf(draw() < 0.88 ? grid._id : pick(grids, draw())._id);
    if (!script || neighbours.length === 0) throw new Error(`nobody reports in ${grid._id}`);
    yield {
      seed: i + 1,
      gridCode: grid._id,
      setting,
      script,
      reporter: pick(neighbours, draw()),
      atMs: momentOf(draw, higher || !world.hasWorker(grid._id) ? HIGHER_DAYS : days, nowMs),
    };
  }
}
