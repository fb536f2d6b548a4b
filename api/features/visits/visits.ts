import { createHash } from 'node:crypto';
import mongoose from 'mongoose';
import type * as z from 'zod';
import { AppError, invalidField } from '@shared/core/errors';
import {
  type CoordType,
  isInsideChina,
  OUTSIDE_CHINA_MESSAGE,
  placeToWgs84,
  presentPlace,
} from '@shared/geo';
import { DAY_MS, startOfShanghaiDay } from '@shared/time/shanghai';
import type { listVisits as listContract, NewVisit, VisitView } from '@shared/visits/contract';
import { whyNotThen } from '@shared/visits/rules';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { decodeCursor, encodeCursor, submitCase } from '../cases';
import { mayLook, openSecret, type Secret } from './look-at-visit';
import { scopeOf } from './scope';
import { type VisitDoc, visitsOf } from './visit.model';

/** @throws AppError ACTION_NOT_ALLOWED outside his own area, OUTSIDE_SERVICE_AREA, VALIDATION_FAILED */
export async function createVisit(
  deps: Deps,
  actor: Actor,
  id: string,
  input: NewVisit,
  coordType: CoordType,
): Promise<VisitView> {
  const why = whyNotThen(Date.parse(input.at), deps.clock());
  if (why) throw invalidField('at', why);
  if (!isInsideChina(input.place)) throw new AppError('OUTSIDE_SERVICE_AREA', OUTSIDE_CHINA_MESSAGE);
  const place = placeToWgs84(input.place);
  const { path, grid } = deps.routing.current().locate(place.lng, place.lat);
  const areaPath = path.map(({ code }) => code);
  if (!holdsIn(actor, 'grid_worker', areaPath))
    throw new AppError('ACTION_NOT_ALLOWED', '这里不在您的网格里，请在地图上重新选择');
  const secret: Secret = { people: input.people, note: input.note ? input.note : null };
  const doc: VisitDoc = {
    _id: new mongoose.mongo.ObjectId(id),
    userId: actor.userId,
    worker: actor.staff?.name ?? actor.nickname,
    at: new Date(input.at),
    purpose: input.purpose,
    areaPath,
    gridCode: grid?.code ?? null,
    place,
    placeText: input.placeText ? input.placeText : null,
    peopleCount: input.people.length,
    sealed: deps.fieldCrypto.encrypt(JSON.stringify(secret)),
    findings: input.findings.map((text) => ({ text, case: null })),
    createdAt: new Date(deps.clock()),
  };
  try {
    await visitsOf(deps.db).insertOne(doc);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  return presentVisit(deps, actor, doc, coordType);
}

/** Whom he met and what he noted is read by himself; others open it one by one, for a reason. */
async function presentVisit(
  deps: Deps,
  actor: Actor,
  doc: VisitDoc,
  coordType: CoordType,
): Promise<VisitView> {
  const mine = doc.userId === actor.userId;
  const secret = mine ? openSecret(deps, doc) : null;
  const node = deps.routing.current().node(doc.gridCode ?? doc.areaPath.at(-1) ?? '');
  return {
    id: doc._id.toHexString(),
    at: doc.at.toISOString(),
    purpose: doc.purpose,
    area: node && { code: node.code, level: node.level, name: node.name },
    place: presentPlace(doc.place, coordType),
    placeText: doc.placeText,
    worker: doc.worker,
    peopleCount: doc.peopleCount,
    people: secret?.people ?? null,
    note: secret?.note ?? null,
    findings: doc.findings.map(({ text, case: made }) => ({
      text,
      case: made && { id: made.id, number: made.number },
    })),
    mine,
    mayLook: await mayLook(deps, actor, doc),
    wiped: doc.sealed === null,
  };
}

type Query = z.output<NonNullable<(typeof listContract)['query']>>;

/** @throws AppError NOT_FOUND */
export async function listVisits(deps: Deps, actor: Actor, { area, date, limit, cursor, coordType }: Query) {
  const scope = scopeOf(deps, actor, area);
  const day = date === undefined ? null : startOfShanghaiDay(date);
  const [atMs, beforeId] = cursor ? decodeCursor(cursor, 'due') : [];
  const from = new Date(day ?? 0);
  const to = new Date(Math.min(day === null ? Number.MAX_SAFE_INTEGER : day + DAY_MS - 1, LAST_MS));
  const docs = await visitsOf(deps.db)
    .find(
      {
        ...scope,
        at: { $gte: from, $lte: atMs ? new Date(Math.min(Number(atMs), to.getTime())) : to },
        ...(atMs && beforeId && { $or: after(Number(atMs), beforeId) }),
      },
      { sort: { at: -1, _id: -1 }, limit: limit + 1 },
    )
    .toArray();
  const page = docs.slice(0, limit);
  const last = page.at(-1);
  return {
    items: await Promise.all(page.map((doc) => presentVisit(deps, actor, doc, coordType))),
    nextCursor:
      docs.length > limit && last ? encodeCursor([String(last.at.getTime()), last._id.toHexString()]) : null,
  };
}

/** Beyond any calendar. */
const LAST_MS = Date.parse('2100-01-01T00:00:00Z');
const after = (atMs: number, id: string) => [
  { at: { $lt: new Date(atMs) } },
  { at: new Date(atMs), _id: { $lt: new mongoose.mongo.ObjectId(id) } },
];

/** The same finding always makes the same case. */
const caseIdOf = (visitId: string, index: number) =>
  createHash('sha256').update(`finding:${visitId}:${index}`).digest('hex').slice(0, 24);

/** A finding becomes a case where it was found, in the worker's own words. @throws AppError NOT_FOUND */
export async function reportFinding(
  deps: Deps,
  actor: Actor,
  { id, index }: { id: string; index: number },
  coordType: CoordType,
): Promise<VisitView> {
  const _id = new mongoose.mongo.ObjectId(id);
  const doc = await visitsOf(deps.db).findOne({ _id, userId: actor.userId });
  const finding = doc?.findings[index];
  if (!doc || !finding || (doc.sealed === null && !finding.case))
    throw new AppError('NOT_FOUND', '没有这条走访记录');
  if (finding.case) return presentVisit(deps, actor, doc, coordType);
  const made = await submitCase(deps, {
    actor,
    input: {
      kind: 'report',
      text: finding.text,
      place: presentPlace(doc.place, 'wgs84'),
      ...(doc.placeText && { addressText: doc.placeText }),
    },
    caseId: caseIdOf(id, index),
    requestKey: `finding:${id}:${index}`,
  });
  const updated = await visitsOf(deps.db).findOneAndUpdate(
    { _id },
    { $set: { [`findings.${index}.case`]: { id: made._id.toHexString(), number: made.number } } },
    { returnDocument: 'after' },
  );
  return presentVisit(deps, actor, updated ?? doc, coordType);
}
