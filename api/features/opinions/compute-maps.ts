import { Worker } from 'node:worker_threads';
import { type OpinionMap, VOTERS_AT_LEAST } from '@shared/opinions/compute-map';
import type { OpinionMatrix } from '@shared/opinions/matrix';
import type { Deps } from '@api/deps';
import { workerFile } from '@api/threads';
import { groundsOf } from './fingerprint';
import { type OpinionMapDoc, opinionMapsOf } from './opinion.model';
import { createVoteReader } from './read-votes';

const MEMORY_MB = 256;
const LONGEST_MS = 60_000;

/** @throws Error when the thread fails or takes longer than a minute */
export function mapInThread(matrix: OpinionMatrix): Promise<OpinionMap> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile(__dirname, 'map-worker'), {
      workerData: matrix,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    const timer = setTimeout(() => {
      reject(new Error('the opinion map took too long'));
      void worker.terminate();
    }, LONGEST_MS);
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the map worker ended with ${code} and no map`));
    });
  });
}

const readVotes = createVoteReader();

async function computeOne(deps: Deps, { _id, wantedAt }: OpinionMapDoc): Promise<void> {
  const { statements, fingerprint } = await groundsOf(deps.db, _id);
  const table = await readVotes(deps.db, _id);
  const matrix = table.matrix(new Set(statements.map((doc) => doc._id.toHexString())));
  // Too few voters: nothing is kept that would tell who they are.
  const map = matrix.people >= VOTERS_AT_LEAST ? await mapInThread(matrix) : null;
  const done = { from: fingerprint, map, computedAt: new Date(deps.clock()) };
  const idle = { busyUntil: new Date(0) };
  const maps = opinionMapsOf(deps.db);
  // Asked for again meanwhile: it stays wanted.
  const { matchedCount } = await maps.updateOne(
    { _id, wantedAt },
    { $set: { ...done, ...idle }, $unset: { wantedAt: '' } },
  );
  if (matchedCount === 0) await maps.updateOne({ _id }, { $set: { ...done, ...idle } });
}

/**
 * Computes what somebody has asked for since the last time, one topic after another, in a thread of its own. Of
 * several processes each topic is taken by one; who dies gives it back after a minute.
 */
export async function computeOpinionMaps(deps: Deps, isStopped: () => boolean): Promise<number> {
  for (let done = 0; ; done += 1) {
    const now = deps.clock();
    const taken = isStopped()
      ? null
      : await opinionMapsOf(deps.db).findOneAndUpdate(
          { wantedAt: { $lte: new Date(now) }, busyUntil: { $lte: new Date(now) } },
          { $set: { busyUntil: new Date(now + LONGEST_MS) } },
          { sort: { wantedAt: 1 }, returnDocument: 'after' },
        );
    if (!taken) return done;
    await computeOne(deps, taken);
  }
}
