import type { mongo } from 'mongoose';
import { type DeadLetterKind, QUEUES } from '@shared/operations/contract';
import type { Deps } from '@api/deps';
import { waitingOf } from '../notifications';
import { EVER, listDeadLetters, SOURCES } from './dead-letters';

const MOST_COUNTED = 1000;

type Anything = mongo.Collection<{ _id: string }>;

/** How much of a queue waits, and since when. `field`: when each is due. */
async function depth(collection: Anything, field: string) {
  const filter = { [field]: { $gt: EVER } };
  const [waiting, [oldest]] = await Promise.all([
    collection.countDocuments(filter, { limit: MOST_COUNTED }),
    collection.find(filter, { sort: { [field]: 1 }, limit: 1, projection: { [field]: 1 } }).toArray(),
  ]);
  const at: unknown = field.split('.').reduce<unknown>((value, key) => (value as never)?.[key], oldest);
  return { waiting, oldestAt: at instanceof Date ? at.toISOString() : null };
}

async function queueOf(deps: Deps, queue: (typeof QUEUES)[number]) {
  if (queue === 'waiting')
    return { queue, ...(await depth(waitingOf(deps.db) as unknown as Anything, 'due')), dead: 0 };
  const { collection, order, dead } = SOURCES[queue];
  return {
    queue,
    ...(await depth(collection(deps), `${order}.at`)),
    dead: await collection(deps).countDocuments({ [`${dead}.at`]: { $gt: EVER } }, { limit: MOST_COUNTED }),
  };
}

/** Recurring work of this process, queues of all, and what has failed for good. */
export async function listJobs(deps: Deps, page: { kind: DeadLetterKind; limit: number; cursor?: string }) {
  const [letters, queues] = await Promise.all([
    listDeadLetters(deps, page),
    Promise.all(QUEUES.map((queue) => queueOf(deps, queue))),
  ]);
  return {
    ...letters,
    waiting: queues.find(({ queue }) => queue === 'event')?.waiting ?? 0,
    instance: deps.jobs.instance,
    jobs: deps.jobs.list(),
    queues,
  };
}
