import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { decodeCursor, encodeCursor, eventsOf, type LoggedEvent } from '../cases';

const MOST_COUNTED = 1000;
/** Any time at all: a range, which every server reads from the sparse index. */
const EVER = new Date(0);

/** Events nobody could be told of, oldest failure first. */
export async function listDeadLetters(deps: Deps, { limit, cursor }: { limit: number; cursor?: string }) {
  const [ms = '', id = ''] = cursor ? decodeCursor(cursor, 'letter') : [];
  const at = new Date(Number(ms));
  const docs = (await eventsOf(deps.db)
    .find(
      cursor
        ? { $or: [{ 'dead.at': { $gt: at } }, { 'dead.at': at, _id: { $gt: id } }] }
        : { 'dead.at': { $gt: EVER } },
      { sort: { 'dead.at': 1, _id: 1 }, limit: limit + 1 },
    )
    .toArray()) as LoggedEvent[];
  const page = docs.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((event) => ({
      id: event._id,
      caseId: event.caseId,
      type: event.type,
      at: event.dead?.at.toISOString() ?? '',
      tries: event.dead?.tries ?? 0,
      error: event.dead?.error ?? '',
    })),
    nextCursor:
      docs.length > limit && last?.dead ? encodeCursor([String(last.dead.at.getTime()), last._id]) : null,
    waiting: await eventsOf(deps.db).countDocuments({ 'outbox.at': { $gt: EVER } }, { limit: MOST_COUNTED }),
  };
}

/** Puts it back into the outbox, to be told at once. @throws AppError NOT_FOUND */
export async function replayDeadLetter(deps: Deps, id: string): Promise<{ id: string }> {
  const { matchedCount } = await eventsOf(deps.db).updateOne(
    { _id: id, 'dead.at': { $exists: true } },
    { $unset: { dead: '' }, $set: { outbox: { at: new Date(deps.clock()), tries: 0 } } },
  );
  if (matchedCount === 0) throw new AppError('NOT_FOUND', '没有这条失败的通知，可能已经重新发送了');
  return { id };
}
