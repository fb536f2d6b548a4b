import type { CaseDoc, EventDoc, RatingDoc } from '@api/features/cases';
import type { UploadDoc } from '@api/features/uploads';
import { drawSpecs } from './draw-specs';
import { homeSpecs } from './home-cases';
import { createNumbering } from './number-cases';
import type { Album } from './take-photo';
import type { World } from './world';
import { writeWishes } from './write-wishes';
import { writeCase } from './write-case';

export interface WrittenCity {
  cases: CaseDoc[];
  events: EventDoc[];
  ratings: RatingDoc[];
  uploads: UploadDoc[];
  counters: { _id: string; n: number }[];
}

const DRAWN = 590;
const DAYS = 90;
const SEED = 42;

/** About 600 cases of the last 90 days, in order of time, with their logs and photos. */
export async function writeCases(
  world: World,
  album: Album,
  nowMs: number,
  drawn = DRAWN,
): Promise<WrittenCity> {
  const specs = [
    ...drawSpecs(world, { count: drawn, seed: SEED, nowMs, days: DAYS }),
    ...homeSpecs(world, nowMs, drawn + 1),
  ].sort((a, b) => a.atMs - b.atMs || a.seed - b.seed);
  const numbering = createNumbering();
  const written: WrittenCity = { cases: [], events: [], ratings: [], uploads: [], counters: [] };
  for (const spec of specs) {
    const { doc, events, ratings, uploads } = await writeCase(
      world,
      album,
      spec,
      numbering.next(spec.atMs),
      nowMs,
    );
    written.cases.push(doc);
    written.events.push(...events);
    written.ratings.push(...ratings);
    written.uploads.push(...uploads);
  }
  // Load that is generated for measurements has none: they would all be of one grid.
  if (drawn === DRAWN)
    for (const { doc, events, ratings, uploads } of await writeWishes(world, album, numbering, nowMs)) {
      written.cases.push(doc);
      written.events.push(...events);
      written.ratings.push(...ratings);
      written.uploads.push(...uploads);
    }
  return { ...written, counters: numbering.counters() };
}
