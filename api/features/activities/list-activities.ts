import mongoose from 'mongoose';
import type * as z from 'zod';
import type { listActivities as contract } from '@shared/activities/contract';
import { AppError, invalidField } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { decodeCursor, encodeCursor } from '../cases';
import { activitiesOf, type ActivityDoc, signUpsOf } from './activity.model';
import { presentItem, presentShown, presentSignUp } from './present-activity';

type Query = z.output<NonNullable<(typeof contract)['query']>>;
const COMMUNITY_DIGITS = 12;

/** Seats taken of each of these shifts. */
async function heldOf({ db }: Pick<Deps, 'db'>, shiftIds: readonly string[]): Promise<Map<string, number>> {
  const counts = await signUpsOf(db)
    .aggregate<{ _id: string; held: number }>([
      { $match: { shiftId: { $in: [...shiftIds] }, standing: 'seat' } },
      { $group: { _id: '$shiftId', held: { $sum: 1 } } },
    ])
    .toArray();
  return new Map(counts.map(({ _id, held }) => [_id, held]));
}

const isBefore = (a: ActivityDoc, b: ActivityDoc) =>
  a.endsAt.getTime() - b.endsAt.getTime() || (a._id.toHexString() < b._id.toHexString() ? -1 : 1);

/**
 * Activities that are not over: of the area, of all below it and of those above it, each read from its index in order
 * and merged here. The first to end comes first.
 */
export async function listActivities(deps: Deps, actor: Actor | null, { area, from, limit, cursor }: Query) {
  const code = area ?? actor?.homeGridCode?.slice(0, COMMUNITY_DIGITS);
  if (!code) throw invalidField('area', '请先选择网格或区域');
  const path = deps.routing
    .current()
    .pathOf(code)
    .map((node) => node.code);
  if (path.length === 0) throw new AppError('NOT_FOUND', '没有这个区域');
  const since = new Date(from ?? deps.clock());
  const [ms, after] = cursor ? decodeCursor(cursor, 'due') : [];
  const last = new Date(Number(ms));
  const place = cursor
    ? {
        $or: [{ endsAt: { $gt: last } }, { endsAt: last, _id: { $gt: new mongoose.mongo.ObjectId(after) } }],
      }
    : {};
  const options = { sort: { endsAt: 1 as const, _id: 1 as const }, limit: limit + 1 };
  const term = { endsAt: { $gt: since } };
  const found = await Promise.all([
    activitiesOf(deps.db)
      .find({ areaPath: code, ...term, ...place }, options)
      .toArray(),
    ...path.slice(0, -1).map((areaCode) =>
      activitiesOf(deps.db)
        .find({ areaCode, ...term, ...place }, options)
        .toArray(),
    ),
  ]);
  const docs = found.flat().sort(isBefore);
  const page = docs.slice(0, limit);
  const held = await heldOf(
    deps,
    page.flatMap(({ shifts }) => shifts.map(({ id }) => id)),
  );
  const end = page.at(-1);
  return {
    items: page.map((doc) =>
      presentItem(
        deps,
        doc,
        doc.shifts.reduce((sum, { id }) => sum + (held.get(id) ?? 0), 0),
      ),
    ),
    nextCursor:
      docs.length > limit && end ? encodeCursor([String(end.endsAt.getTime()), end._id.toHexString()]) : null,
  };
}

/** One's own sign-ups, the latest first. */
export async function myActivities(
  deps: Deps,
  { userId }: Actor,
  { limit, cursor }: { limit: number; cursor?: string },
) {
  const [before] = cursor ? decodeCursor(cursor, 'id') : [];
  const docs = await signUpsOf(deps.db)
    .find(
      { userId, ...(before && { _id: { $lt: new mongoose.mongo.ObjectId(before) } }) },
      { sort: { _id: -1 }, limit: limit + 1 },
    )
    .toArray();
  const page = docs.slice(0, limit);
  const activities = await activitiesOf(deps.db)
    .find({ _id: { $in: page.map(({ activityId }) => activityId) } })
    .toArray();
  const last = page.at(-1);
  const items = await Promise.all(
    page
      .flatMap((doc) => {
        const activity = activities.find(({ _id }) => _id.equals(doc.activityId));
        const shift = activity?.shifts.find(({ id }) => id === doc.shiftId);
        return activity && shift ? [{ doc, activity, shift }] : [];
      })
      .map(async ({ doc, activity, shift }) => ({
        activity: presentShown(deps, activity),
        shift: { id: shift.id, start: shift.start.toISOString(), end: shift.end.toISOString() },
        signUp: await presentSignUp(deps, doc),
      })),
  );
  return {
    items,
    nextCursor: docs.length > limit && last ? encodeCursor([last._id.toHexString()]) : null,
  };
}
