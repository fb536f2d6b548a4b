import type * as z from 'zod';
import type { listNotifications as contract, NotificationView } from '@shared/notifications/contract';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { decodeCursor, encodeCursor } from '../cases';
import { type NotificationDoc, notificationsOf } from './notification.model';

type Query = z.output<NonNullable<(typeof contract)['query']>>;
const MOST_COUNTED = 100;

export function countUnread(deps: Deps, userId: string): Promise<number> {
  return notificationsOf(deps.db).countDocuments({ userId, read: false }, { limit: MOST_COUNTED });
}

function present(doc: NotificationDoc): NotificationView {
  const { _id, kind, topic, title, text, caseId, caseNumber, topicId, linkId, events, lines, at, read } = doc;
  return {
    id: _id,
    kind: kind ?? 'case',
    topic,
    title,
    text,
    caseId,
    caseNumber,
    topicId: topicId ?? null,
    linkId: linkId ?? null,
    count: events?.length ?? 1,
    lines: lines ?? [],
    at: at.toISOString(),
    read,
  };
}

/** A person's inbox, newest first. */
export async function listNotifications(deps: Deps, { userId }: Actor, { topic, limit, cursor }: Query) {
  const [ms = '', id = ''] = cursor ? decodeCursor(cursor, 'notification') : [];
  const at = new Date(Number(ms));
  const docs = await notificationsOf(deps.db)
    .find(
      {
        userId,
        ...(topic && { topic }),
        ...(cursor && { $or: [{ at: { $lt: at } }, { at, _id: { $lt: id } }] }),
      },
      { sort: { at: -1, _id: -1 }, limit: limit + 1 },
    )
    .toArray();
  const page = docs.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(present),
    nextCursor: docs.length > limit && last ? encodeCursor([String(last.at.getTime()), last._id]) : null,
    unread: await countUnread(deps, userId),
  };
}

/** Ids of somebody else's notifications change nothing. */
export async function readNotifications(
  deps: Deps,
  { userId }: Actor,
  wanted: { ids: string[] } | { all: true },
): Promise<{ unread: number }> {
  await notificationsOf(deps.db).updateMany(
    'ids' in wanted ? { _id: { $in: wanted.ids }, userId } : { userId, read: false },
    { $set: { read: true } },
  );
  return { unread: await countUnread(deps, userId) };
}
