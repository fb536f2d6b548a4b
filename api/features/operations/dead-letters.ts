import type { mongo } from 'mongoose';
import type { DeadLetter, DeadLetterKind } from '@shared/operations/contract';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { decodeCursor, encodeCursor, eventsOf, type LoggedEvent } from '../cases';
import { type NotificationDoc, notificationsOf } from '../notifications';
import { deliveriesOf, type DeliveryDoc } from '../webhooks';

/** Any time at all: a range, which every server reads from the sparse index. */
export const EVER = new Date(0);

interface Dead {
  at: Date;
  tries: number;
  error: string;
}

/** Where one kind of dead letters lies. */
interface Source {
  collection: (deps: Deps) => mongo.Collection<{ _id: string }>;
  /** Field of the failure, and of the order to try. */
  dead: 'dead' | 'pushDead';
  order: 'outbox' | 'push' | 'order';
  present: (doc: { _id: string }) => Pick<DeadLetter, 'caseId' | 'type' | 'target'> & { dead?: Dead };
}

const as = <T>(collection: unknown) => collection as T;

export const SOURCES: Record<DeadLetterKind, Source> = {
  event: {
    collection: ({ db }) => as(eventsOf(db)),
    dead: 'dead',
    order: 'outbox',
    present: (doc) => {
      const { caseId, type, dead } = doc as LoggedEvent;
      return { caseId, type, target: null, dead };
    },
  },
  push: {
    collection: ({ db }) => as(notificationsOf(db)),
    dead: 'pushDead',
    order: 'push',
    present: (doc) => {
      const { caseId, topic, pushDead } = doc as NotificationDoc;
      return { caseId, type: topic, target: null, dead: pushDead };
    },
  },
  webhook: {
    collection: ({ db }) => as(deliveriesOf(db)),
    dead: 'dead',
    order: 'order',
    present: (doc) => {
      const { caseId, type, webhookId, dead } = doc as DeliveryDoc;
      return { caseId, type, target: webhookId, dead };
    },
  },
};

type Page = { kind: DeadLetterKind; limit: number; cursor?: string };

/** What is no longer tried, oldest failure first. */
export async function listDeadLetters(deps: Deps, { kind, limit, cursor }: Page) {
  const [ms = '', id = ''] = cursor ? decodeCursor(cursor, 'letter') : [];
  const at = new Date(Number(ms));
  const { dead, collection, present } = SOURCES[kind];
  const docs = await collection(deps)
    .find(
      cursor
        ? { $or: [{ [`${dead}.at`]: { $gt: at } }, { [`${dead}.at`]: at, _id: { $gt: id } }] }
        : { [`${dead}.at`]: { $gt: EVER } },
      { sort: { [`${dead}.at`]: 1, _id: 1 }, limit: limit + 1 },
    )
    .toArray();
  const items = docs.slice(0, limit).map((doc): DeadLetter => {
    const { caseId, type, target, dead: failure } = present(doc);
    const { at: failedAt = EVER, tries = 0, error = '' } = failure ?? {};
    return { id: doc._id, kind, caseId, type, target, at: failedAt.toISOString(), tries, error };
  });
  const last = items.at(-1);
  return {
    items,
    nextCursor: docs.length > limit && last ? encodeCursor([String(Date.parse(last.at)), last.id]) : null,
  };
}

/** Puts it back among the orders, to be tried at once. @throws AppError NOT_FOUND */
export async function replayDeadLetter(
  deps: Deps,
  kind: DeadLetterKind,
  id: string,
): Promise<{ id: string }> {
  const { dead, order, collection } = SOURCES[kind];
  const { matchedCount } = await collection(deps).updateOne(
    { _id: id, [`${dead}.at`]: { $gt: EVER } },
    { $unset: { [dead]: '' }, $set: { [order]: { at: new Date(deps.clock()), tries: 0 } } },
  );
  if (matchedCount === 0) throw new AppError('NOT_FOUND', '没有这条失败记录，可能已经重新发送了');
  return { id };
}

/** Puts all of a kind back. */
export async function replayDeadLetters(deps: Deps, kind: DeadLetterKind): Promise<{ replayed: number }> {
  const { dead, order, collection } = SOURCES[kind];
  const { modifiedCount } = await collection(deps).updateMany(
    { [`${dead}.at`]: { $gt: EVER } },
    { $unset: { [dead]: '' }, $set: { [order]: { at: new Date(deps.clock()), tries: 0 } } },
  );
  return { replayed: modifiedCount };
}
