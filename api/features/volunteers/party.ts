import mongoose from 'mongoose';
import { AppError } from '@shared/core/errors';
import { monthOf } from '@shared/volunteers/rules';
import { HOUSEHOLDS_AT_MOST, type PartyReportBody } from '@shared/volunteers/schemas';
import type * as z from 'zod';
import type { newHouseholdSchema } from '@shared/volunteers/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { bookVisit } from '../points';
import { findManagedMember, pathOf } from './policy';
import { presentHousehold, presentMember } from './present-party';
import { withdrawRole } from './roles';
import { type HouseholdDoc, householdsOf, partyMembersOf, visitsOf } from './volunteer.model';

/** Reports to the community of one's own grid; anew when one has moved or was turned down. @throws AppError WRONG_STATE */
export async function reportParty(deps: Deps, actor: Actor, body: PartyReportBody) {
  const areaPath = actor.homeGridCode ? pathOf(deps, actor.homeGridCode) : [];
  if (areaPath.length === 0) throw new AppError('WRONG_STATE', '请先选好您的网格，再报到');
  const members = partyMembersOf(deps.db);
  const _id = actor.userId;
  const report = {
    state: 'pending' as const,
    name: body.name,
    organisation: body.organisation,
    pledge: body.pledge ? body.pledge : null,
    areaPath,
    reportedAt: new Date(deps.clock()),
    decision: null,
    listedBy: new mongoose.mongo.ObjectId(),
  };
  try {
    await members.insertOne({ ...report, _id, remindedIn: null, version: 1 });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const home = areaPath.at(-1) ?? '';
    await members.updateOne(
      { _id, $or: [{ state: 'declined' }, { areaPath: { $ne: home } }] },
      { $set: report, $inc: { version: 1 } },
    );
  }
  const doc = await members.findOne({ _id });
  if (!doc) throw new AppError('WRONG_STATE', '没有报上到，请再试一次');
  // Who has moved is looked at by the new desk before he counts there.
  if (doc.state === 'pending') await withdrawRole(deps, _id, 'party_member');
  return presentMember(deps, doc);
}

export async function getPartyReport(deps: Deps, { userId }: Actor) {
  const doc = await partyMembersOf(deps.db).findOne({ _id: userId });
  return { report: doc && (await presentMember(deps, doc)) };
}

async function householdsOfMember(deps: Deps, memberId: string) {
  const docs = await householdsOf(deps.db)
    .find({ memberId }, { sort: { _id: 1 }, limit: 2 * HOUSEHOLDS_AT_MOST })
    .toArray();
  const shown = docs.map((doc) => presentHousehold(deps, doc));
  return { items: shown.sort((a, b) => Number(a.visitedThisMonth) - Number(b.visitedThisMonth)) };
}

/** One's own linked households, those still to visit this month first. */
export const myHouseholds = (deps: Deps, { userId }: Actor) => householdsOfMember(deps, userId);

/** @throws AppError NOT_FOUND */
export async function listHouseholds(deps: Deps, actor: Actor, memberId: string) {
  await findManagedMember(deps, actor, memberId);
  return householdsOfMember(deps, memberId);
}

/**
 * Links a household to a verified member. @param id derived from the idempotency key
 * @throws AppError NOT_FOUND, WRONG_STATE when he is not verified or has enough
 */
export async function linkHousehold(
  deps: Deps,
  actor: Actor,
  { id, memberId }: { id: string; memberId: string },
  body: z.output<typeof newHouseholdSchema>,
) {
  const member = await findManagedMember(deps, actor, memberId);
  if (member.state !== 'verified') throw new AppError('WRONG_STATE', '核实了党员身份才能联户');
  const households = householdsOf(deps.db);
  const linked = await households.countDocuments({ memberId }, { limit: HOUSEHOLDS_AT_MOST });
  if (linked >= HOUSEHOLDS_AT_MOST)
    throw new AppError('WRONG_STATE', `一位党员最多联系 ${HOUSEHOLDS_AT_MOST} 户`);
  const doc: HouseholdDoc = {
    _id: new mongoose.mongo.ObjectId(id),
    memberId,
    address: body.address,
    note: body.note ? body.note : null,
    lastVisit: null,
    visitedIn: null,
    linkedBy: actor.userId,
    linkedAt: new Date(deps.clock()),
  };
  try {
    await households.insertOne(doc);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  return presentHousehold(deps, doc);
}

/** @throws AppError NOT_FOUND */
export async function unlinkHousehold(
  deps: Deps,
  actor: Actor,
  { id: memberId, householdId }: { id: string; householdId: string },
): Promise<void> {
  await findManagedMember(deps, actor, memberId);
  const { deletedCount } = await householdsOf(deps.db).deleteOne({
    _id: new mongoose.mongo.ObjectId(householdId),
    memberId,
  });
  if (deletedCount === 0) throw new AppError('NOT_FOUND', '没有找到这一户');
}

/**
 * Writes down a visit to one's own linked household; the first of a month earns points.
 * @param id derived from the idempotency key: a try after a crash writes the same visit
 * @throws AppError NOT_FOUND
 */
export async function visitHousehold(
  deps: Deps,
  actor: Actor,
  { id, householdId }: { id: string; householdId: string },
  text: string,
) {
  const _id = new mongoose.mongo.ObjectId(householdId);
  const household = await householdsOf(deps.db).findOne({ _id, memberId: actor.userId });
  if (!household) throw new AppError('NOT_FOUND', '没有找到这一户');
  const at = new Date(deps.clock());
  try {
    await visitsOf(deps.db).insertOne({
      _id: new mongoose.mongo.ObjectId(id),
      householdId: _id,
      memberId: actor.userId,
      text,
      at,
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  const month = monthOf(at.getTime());
  await bookVisit(deps, { userId: actor.userId, ref: `${householdId}:${month}`, at });
  const updated = await householdsOf(deps.db).findOneAndUpdate(
    { _id, memberId: actor.userId },
    { $set: { lastVisit: { at, text }, visitedIn: month } },
    { returnDocument: 'after' },
  );
  if (!updated) throw new AppError('NOT_FOUND', '没有找到这一户');
  return presentHousehold(deps, updated);
}
