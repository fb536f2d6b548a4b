import mongoose from 'mongoose';
import type * as z from 'zod';
import { invalidField } from '@shared/core/errors';
import {
  type listManagedNotices,
  type listNotices as contract,
  NOTICE_WRITERS,
} from '@shared/notices/contract';
import { compareNotices } from '@shared/notices/rules';
import { STANDING_AT_MOST } from '@shared/notices/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { decodeCursor, encodeCursor, staffAreas } from '../cases';
import { type NoticeDoc, noticesOf } from './notice.model';
import { pathOf } from './policy';
import { presentItem, presentManagedItem } from './present-notice';

type Query<C extends { query?: z.ZodType }> = z.output<NonNullable<C['query']>>;

const placeOf = (doc: NoticeDoc) => ({
  pinned: doc.pinned,
  publishAt: doc.publishAt.getTime(),
  id: doc._id.toHexString(),
});

/**
 * What stands for an area and those above it. All of it is read (a hundred an area at most) and put in order here: pins
 * and dates move, and no index could have both in order without walking through everything that has ended.
 */
export async function listNotices(
  deps: Deps,
  actor: Actor | null,
  { area, category, limit, cursor }: Query<typeof contract>,
) {
  const code = area ?? actor?.homeGridCode;
  if (!code) throw invalidField('area', '请先选择网格或区域');
  const path = pathOf(deps, code);
  const now = new Date(deps.clock());
  const docs = await noticesOf(deps.db)
    .find(
      { areaCode: { $in: path }, withdrawnAt: null, validUntil: { $gt: now } },
      { limit: 2 * STANDING_AT_MOST * path.length },
    )
    .toArray();
  const shown = docs
    .filter((doc) => doc.publishAt <= now && (category === undefined || doc.category === category))
    .sort((a, b) => compareNotices(placeOf(a), placeOf(b)));
  const [pinned, publishAt, id = ''] = cursor ? decodeCursor(cursor, 'notice') : [];
  const after = cursor ? { pinned: pinned === '1', publishAt: Number(publishAt), id } : null;
  const rest = after ? shown.filter((doc) => compareNotices(placeOf(doc), after) > 0) : shown;
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((doc) => presentItem(deps, doc)),
    nextCursor: rest.length > limit && last ? cursorAt(last) : null,
  };
}

const cursorAt = (doc: NoticeDoc) => {
  const { pinned, publishAt, id } = placeOf(doc);
  return encodeCursor([pinned ? '1' : '0', String(publishAt), id]);
};

/** Everything of the actor's areas, the latest written first. */
export async function listManaged(
  deps: Deps,
  actor: Actor,
  { limit, cursor }: Query<typeof listManagedNotices>,
) {
  const [before] = cursor ? decodeCursor(cursor, 'id') : [];
  const docs = await noticesOf(deps.db)
    .find(
      {
        areaPath: { $in: staffAreas(actor, NOTICE_WRITERS) },
        ...(before && { _id: { $lt: new mongoose.mongo.ObjectId(before) } }),
      },
      { sort: { _id: -1 }, limit: limit + 1 },
    )
    .toArray();
  const page = docs.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((doc) => presentManagedItem(deps, doc)),
    nextCursor: docs.length > limit && last ? encodeCursor([last._id.toHexString()]) : null,
  };
}
