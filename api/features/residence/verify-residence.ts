import mongoose, { type mongo } from 'mongoose';
import type * as z from 'zod';
import { AppError, invalidField } from '@shared/core/errors';
import type { listResidences as listContract } from '@shared/residence/contract';
import { RESIDENCE_VERIFIERS, type ResidenceDecision, type ResidenceItem } from '@shared/residence/schemas';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import { usersOf } from '../auth';
import { decodeCursor, encodeCursor, staffAreas } from '../cases';
import { tellPeople } from '../notifications';
import { placeOf } from './own-residence';
import { presentItem } from './present-residence';
import { type ResidenceDoc, type ResidencePlace, residencesOf } from './residence.model';

type Query = z.output<NonNullable<(typeof listContract)['query']>>;

const verifies = (actor: Actor, place: ResidencePlace | null): place is ResidencePlace =>
  place !== null && RESIDENCE_VERIFIERS.some((role) => holdsIn(actor, role, place.areaPath));

async function peopleOf({ db }: Pick<Deps, 'db'>, ids: readonly string[]) {
  const users = await usersOf(db)
    .find({ _id: { $in: ids.map((id) => new mongoose.Types.ObjectId(id)) } }, { nickname: 1, phoneMasked: 1 })
    .lean();
  return new Map(users.map((user) => [user._id.toHexString(), user]));
}

/** Those of the actor's areas: who waits, the longest first; or who is confirmed, by number. */
export async function listResidences(deps: Deps, actor: Actor, { state, limit, cursor }: Query) {
  const areas = staffAreas(actor, RESIDENCE_VERIFIERS);
  const waiting = state === 'requested';
  const [ms = '', id = ''] = cursor ? decodeCursor(cursor, 'due') : [];
  const at = new Date(Number(ms));
  const filter: mongo.Filter<ResidenceDoc> = waiting
    ? {
        'request.areaPath': { $in: areas },
        ...(cursor && { $or: [{ 'request.at': { $gt: at } }, { 'request.at': at, _id: { $gt: id } }] }),
      }
    : { 'verified.areaPath': { $in: areas }, ...(cursor && { _id: { $gt: id } }) };
  const docs = await residencesOf(deps.db)
    .find(filter, { sort: waiting ? { 'request.at': 1, _id: 1 } : { _id: 1 }, limit: limit + 1 })
    .toArray();
  const page = docs.slice(0, limit);
  const people = await peopleOf(
    deps,
    page.map(({ _id }) => _id),
  );
  const items = page.flatMap((doc) => {
    const place = waiting ? doc.request : doc.verified;
    return place ? [presentItem(deps, doc, place, people.get(doc._id))] : [];
  });
  const last = page.at(-1);
  const lastAt = last?.request?.at ?? last?.verified?.at;
  return {
    items: await Promise.all(items),
    nextCursor:
      docs.length > limit && last && lastAt ? encodeCursor([String(lastAt.getTime()), last._id]) : null,
  };
}

/** @throws AppError NOT_FOUND for what is not there or not in his area, ACTION_NOT_ALLOWED for his own */
async function findFor(deps: Deps, actor: Actor, userId: string, which: 'request' | 'verified') {
  const doc = await residencesOf(deps.db).findOne({ _id: userId });
  const place = doc?.[which] ?? null;
  if (!doc || !verifies(actor, place)) throw new AppError('NOT_FOUND', '没有找到这条住处记录');
  if (userId === actor.userId) throw new AppError('ACTION_NOT_ALLOWED', '不能核实自己的住处，请别的同事办理');
  return { doc, place };
}

async function write(deps: Deps, doc: ResidenceDoc, version: number, $set: Partial<ResidenceDoc>) {
  const updated = await residencesOf(deps.db).findOneAndUpdate(
    { _id: doc._id, version },
    { $set, $inc: { version: 1 } },
    { returnDocument: 'after' },
  );
  if (!updated) throw new AppError('VERSION_CONFLICT');
  return updated;
}

const told = (deps: Deps, { _id, version }: ResidenceDoc, title: string, text: string) =>
  tellPeople(deps, [_id], { key: `residence:${version}`, kind: 'residence', title, text });

/** @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, VALIDATION_FAILED, VERSION_CONFLICT */
export async function decideResidence(
  deps: Deps,
  actor: Actor,
  userId: string,
  { approve, reason, address, version }: ResidenceDecision,
): Promise<ResidenceItem | null> {
  const { doc, place } = await findFor(deps, actor, userId, 'request');
  const at = new Date(deps.clock());
  if (!approve) {
    if (!reason) throw invalidField('reason', '请说明为什么不通过');
    const updated = await write(deps, doc, version, { request: null, refused: { at, reason } });
    await told(deps, updated, '住处没有通过核实', reason);
    return null;
  }
  const by = { userId: actor.userId, name: actor.staff?.name ?? actor.nickname };
  const confirmed = address === undefined ? place : placeOf(deps, { gridCode: place.areaCode, address });
  const verified = { ...confirmed, at, by };
  const updated = await write(deps, doc, version, { verified, request: null, refused: null });
  await told(deps, updated, '您的住处已核实', '现在可以附议、参加议事和表决了');
  return presentItem(deps, updated, verified, (await peopleOf(deps, [userId])).get(userId));
}

/** @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, VERSION_CONFLICT */
export async function revokeResidence(
  deps: Deps,
  actor: Actor,
  userId: string,
  { reason, version }: { reason: string; version: number },
): Promise<undefined> {
  const { doc } = await findFor(deps, actor, userId, 'verified');
  const refused = { at: new Date(deps.clock()), reason };
  const updated = await write(deps, doc, version, { verified: null, refused });
  await told(deps, updated, '您的住处核实已撤销', reason);
}
