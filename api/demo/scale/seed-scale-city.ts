import type { Deps } from '@api/deps';
import { bumpAreasRevision } from '@api/features/areas';
import { importCategories, liveCatalogue } from '@api/features/categories';
import type { CaseDoc, EventDoc, RatingDoc } from '@api/features/cases';
import { drawSpecs } from '../cases/draw-specs';
import { createNumbering } from '../cases/number-cases';
import { createWorld, type World } from '../cases/world';
import { writeCase } from '../cases/write-case';
import { buildPeople } from '../city/build-people';
import { claimSeeding, markReady } from '../seed/demo-marker';
import { insertBulk } from '../seed/insert-bulk';
import categories from '../source/categories.json';
import { scaleAreas } from './scale-areas';

export interface ScaleOptions {
  grids: number;
  microgrids: number;
  cases: number;
  /** Told after every batch: documents written so far, of one kind. */
  onProgress?: (what: string, done: number, ms: number) => void;
}

export interface ScaleReport {
  areas: number;
  people: number;
  cases: number;
  events: number;
  /** Milliseconds for the cases and their logs. */
  casesMs: number;
}

const BATCH = 500;
const DAYS = 365;
const SEED = 7;
const RESIDENTS_PER_GRID = 2;

/**
 * Fills an empty database with a city of any size for benchmarks. Cases are made and written 500 at a time:
 * beside the areas and people, memory does not grow with them. They carry no photos, therefore no category asks for one.
 * @throws Error when the database already holds a city
 */
export async function seedScaleCity(deps: Deps, options: ScaleOptions): Promise<ScaleReport> {
  const { db } = deps;
  const { grids, microgrids, cases: count, onProgress } = options;
  if ((await claimSeeding(db)) !== 'go')
    throw new Error('the database already holds a city; use an empty one');
  const nowMs = deps.clock();
  const startedMs = performance.now();
  const told = (what: string, done: number) =>
    onProgress?.(what, done, Math.round(performance.now() - startedMs));
  await importCategories(deps, categories, false);
  const areas = scaleAreas(grids, microgrids);
  const { users, posts } = buildPeople(areas, deps.fieldCrypto, nowMs, RESIDENTS_PER_GRID);
  for (const [name, docs] of Object.entries({ areas, users, posts })) {
    await insertBulk(db, name, docs);
    told(name, docs.length);
  }
  const live = await liveCatalogue(deps);
  const byCode = new Map(
    [...live.byCode].map(([code, entry]) => [code, { ...entry, requiresAfterPhoto: false }]),
  );
  const catalogue = {
    version: live.version,
    byCode,
    groupName: (code: string) => live.groupName(code),
    departments: live.departments,
  };
  const world = createWorld({ areas, users, posts, catalogue, calendar: deps.calendar });
  const casesStartMs = performance.now();
  const written = await streamCases(deps, world, count, nowMs, (done) => told('cases', done));
  const casesMs = performance.now() - casesStartMs;
  await bumpAreasRevision(db);
  await markReady(db);
  return { areas: areas.length, people: users.length, ...written, casesMs };
}

async function streamCases(
  { db }: Deps,
  world: World,
  count: number,
  nowMs: number,
  onBatch: (done: number) => void,
): Promise<{ cases: number; events: number }> {
  const numbering = createNumbering();
  const total = { cases: 0, events: 0 };
  let docs: CaseDoc[] = [];
  let log: EventDoc[] = [];
  let rated: RatingDoc[] = [];
  const write = async () => {
    await Promise.all([
      insertBulk(db, 'cases', docs),
      insertBulk(db, 'caseEvents', log),
      insertBulk(db, 'caseRatings', rated),
    ]);
    total.cases += docs.length;
    total.events += log.length;
    [docs, log, rated] = [[], [], []];
    onBatch(total.cases);
  };
  for (const spec of drawSpecs(world, { count, seed: SEED, nowMs, days: DAYS })) {
    const { doc, events, ratings } = await writeCase(
      world,
      new Map(),
      spec,
      numbering.next(spec.atMs),
      nowMs,
    );
    docs.push(doc);
    log.push(...events);
    rated.push(...ratings);
    if (docs.length === BATCH) await write();
  }
  if (docs.length > 0) await write();
  await insertBulk(db, 'counters', numbering.counters());
  return total;
}
