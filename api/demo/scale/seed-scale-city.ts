import type { Deps } from '@api/deps';
import { bumpAreasRevision } from '@api/features/areas';
import { importCategories, liveCatalogue } from '@api/features/categories';
import type { CaseDoc, EventDoc, RatingDoc } from '@api/features/cases';
import { drawSpecs } from '../cases/draw-specs';
import { createNumbering } from '../cases/number-cases';
import { createWorld, type World } from '../cases/world';
import { caseId, writeCase } from '../cases/write-case';
import { buildPeople } from '../city/build-people';
import { claimSeeding, markReady } from '../seed/demo-marker';
import { insertBulk } from '../seed/insert-bulk';
import categories from '../source/categories.json';
import { scaleAreas } from './scale-areas';

export interface ScaleOptions {
  grids: number;
  microgrids: number;
  cases: number;
  /** How often each case that is drawn stands in the city, each time with an id and number of its own; 1 where left out. */
  copies?: number;
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
/** What grows with the number of cases; indexed when all of it is there. */
const BULK = ['cases', 'caseEvents', 'caseRatings'];

/**
 * Fills an empty database with a city of any size for benchmarks. Cases are made and written 500 at a time:
 * beside the areas and people, memory does not grow with them. They carry no photos, therefore no category asks for one.
 * Copies have no log of their own (they are for lists, which read none) and are searched by the number of the first.
 * @throws Error when the database already holds a city
 */
export async function seedScaleCity(deps: Deps, options: ScaleOptions): Promise<ScaleReport> {
  const { db } = deps;
  const { grids, microgrids, cases: count, copies = 1, onProgress } = options;
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
  const indexes = await takeIndexes(db);
  const written = await streamCases(deps, world, { count, copies, nowMs }, (done) => told('cases', done));
  for (const [name, specs] of indexes) {
    await db.db?.command({ createIndexes: name, indexes: specs });
    told(`indexes of ${name}`, specs.length);
  }
  const casesMs = performance.now() - casesStartMs;
  await bumpAreasRevision(db);
  await markReady(db);
  return { areas: areas.length, people: users.length, ...written, casesMs };
}

/** Takes the indexes off what is to be filled; building them once is a fraction of keeping them up document by document. */
async function takeIndexes(db: Deps['db']): Promise<Map<string, object[]>> {
  const taken = new Map<string, object[]>();
  for (const name of BULK) {
    const collection = db.collection(name);
    const present = await db.listCollections();
    if (!present.some((one) => one.name === name)) continue;
    const specs = (await collection.indexes()).filter((index) => index.name !== '_id_');
    if (specs.length === 0) continue;
    taken.set(name, specs);
    await collection.dropIndexes();
  }
  return taken;
}

async function streamCases(
  { db }: Deps,
  world: World,
  { count, copies, nowMs }: { count: number; copies: number; nowMs: number },
  onBatch: (done: number) => void,
): Promise<{ cases: number; events: number }> {
  const numbering = createNumbering();
  const total = { cases: 0, events: 0 };
  let docs: CaseDoc[] = [];
  let log: EventDoc[] = [];
  let rated: RatingDoc[] = [];
  let written = Promise.resolve();
  /** The next batch is made while this one is written; it is the one after that waits. */
  const write = async () => {
    await written;
    total.cases += docs.length;
    total.events += log.length;
    const [cases, events, ratings, done] = [docs, log, rated, total.cases];
    written = Promise.all([
      insertBulk(db, 'cases', cases),
      insertBulk(db, 'caseEvents', events),
      insertBulk(db, 'caseRatings', ratings),
    ]).then(() => onBatch(done));
    [docs, log, rated] = [[], [], []];
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
    for (let i = 1; i < copies; i++)
      docs.push({ ...doc, _id: caseId(spec.atMs, spec.seed + i * count), number: numbering.next(spec.atMs) });
    log.push(...events);
    rated.push(...ratings);
    if (docs.length >= BATCH) await write();
  }
  if (docs.length > 0) await write();
  await written;
  await insertBulk(db, 'counters', numbering.counters());
  return total;
}
