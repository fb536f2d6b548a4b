import mongoose from 'mongoose';
import type * as z from 'zod';
import { type listManagedVolunteers as contract, VERIFIERS } from '@shared/volunteers/contract';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { decodeCursor, encodeCursor, staffAreas } from '../cases';
import { presentMember } from './present-party';
import { presentManaged } from './present-volunteer';
import { partyMembersOf, volunteersOf } from './volunteer.model';

type Query = z.output<NonNullable<(typeof contract)['query']>>;

function selection(actor: Actor, { state, limit, cursor }: Query) {
  const [before] = cursor ? decodeCursor(cursor, 'id') : [];
  return {
    filter: {
      areaPath: { $in: staffAreas(actor, VERIFIERS) },
      state,
      ...(before && { listedBy: { $lt: new mongoose.mongo.ObjectId(before) } }),
    },
    options: { sort: { listedBy: -1 as const }, limit: limit + 1 },
  };
}

function paged<T extends { listedBy: mongoose.mongo.ObjectId }>(docs: T[], limit: number) {
  const page = docs.slice(0, limit);
  const last = page.at(-1);
  return {
    page,
    nextCursor: docs.length > limit && last ? encodeCursor([last.listedBy.toHexString()]) : null,
  };
}

/** Volunteers of the actor's areas in one state, the latest to apply first. */
export async function listManagedVolunteers(deps: Deps, actor: Actor, query: Query) {
  const { filter, options } = selection(actor, query);
  const { page, nextCursor } = paged(
    await volunteersOf(deps.db).find(filter, options).toArray(),
    query.limit,
  );
  return { items: page.map((doc) => presentManaged(deps, doc)), nextCursor };
}

/** Party members who reported to the actor's areas, the latest first. */
export async function listPartyMembers(deps: Deps, actor: Actor, query: Query) {
  const { filter, options } = selection(actor, query);
  const { page, nextCursor } = paged(
    await partyMembersOf(deps.db).find(filter, options).toArray(),
    query.limit,
  );
  return { items: await Promise.all(page.map((doc) => presentMember(deps, doc))), nextCursor };
}
