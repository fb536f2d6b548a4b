import mongoose, { type Connection } from 'mongoose';
import type { Deps } from '@api/deps';
import { isDuplicateKey } from '@api/http/idempotency';
import { nextAlert } from './alerts';
import { type CaseDoc, type CasePart, casesOf } from './case.model';
import { cellsOf } from './cover';
import { futureInstant } from './clock-effects';
import { deskOf } from './dispatch-effects';
import type { Effect, EffectInput } from './effect-types';
import { sealEvent } from './event-hash';
import { flushSoon } from './event-log';
import { termsOf } from './search-terms';
import { resolveTarget } from './resolve-target';

/**
 * Splits a case into parts for several departments or people. The order stands on the case, with the ids the parts
 * will have; `makeParts` carries it out, now or after a crash. The whole waits at the desk that split it.
 */
export async function split(input: EffectInput<'split'>): Promise<Effect> {
  const { sources, doc, actor, parties, body, nowMs } = input;
  const parts: CasePart[] = [];
  for (const [index, { to, text, deadline }] of body.parts.entries()) {
    const path = `parts.${index}`;
    parts.push({
      id: new mongoose.Types.ObjectId().toHexString(),
      number: await sources.nextNumber(nowMs),
      text,
      to: await resolveTarget({ sources, doc, actor, parties, target: to, path: `${path}.to` }),
      resolveBy:
        deadline === undefined ? doc.resolveBy : futureInstant(`${path}.deadline`, deadline, nowMs, nowMs),
    });
  }
  return {
    to: 'handling',
    set: {
      parts,
      partsPending: true,
      assignee: await deskOf(sources, doc, doc.level),
      coHandlers: [],
    },
    text: body.text,
    data: {
      parts: parts.map(({ number }) => number).join('、'),
      to: parts.map((part) => part.to.name).join('、'),
    },
    handledBy: actor.userId,
  };
}

/** One part as a case of its own: dispatched at once, seen by staff and the reporter only. */
function partOf(doc: CaseDoc, part: CasePart, nowMs: number, calendar: Deps['calendar']): CaseDoc {
  const now = new Date(nowMs);
  const splitting = doc.events.findLast((event) => event.type === 'split');
  const event = sealEvent({
    _id: `${part.id}:1`,
    caseId: part.id,
    seq: 1,
    type: 'submit',
    at: now,
    actor: splitting?.actor ?? { kind: 'system', userId: null, name: '系统', title: '系统' },
    from: null,
    to: 'dispatched',
    text: part.text,
    uploadIds: [],
    visibility: 'public',
    data: { number: part.number, partOf: doc.number, to: part.to.name },
    requestKey: null,
    prevHash: null,
  });
  const made: CaseDoc = {
    _id: new mongoose.Types.ObjectId(part.id),
    number: part.number,
    kind: doc.kind,
    status: 'dispatched',
    open: true,
    level: doc.level,
    text: part.text,
    category: doc.category,
    gridCode: doc.gridCode,
    areaPath: doc.areaPath,
    areaNames: doc.areaNames,
    place: doc.place,
    cells: cellsOf(doc.kind, doc.place),
    addressText: doc.addressText,
    visibility: 'private',
    anonymousToWorker: doc.anonymousToWorker,
    answers: doc.answers,
    reporterId: doc.reporterId,
    reporter: doc.reporter,
    assignee: part.to,
    handledBy: [],
    routing: { method: 'manual', reason: `由 ${doc.number} 拆分，请${part.to.name}办理` },
    respondBy: part.resolveBy,
    resolveBy: part.resolveBy,
    dueAt: part.resolveBy,
    clockFrom: now,
    respondedAt: now,
    urgent: doc.urgent,
    supervised: false,
    hold: false,
    reworks: 0,
    uploads: doc.uploads.filter(({ stage, internal }) => stage === 'before' && !internal),
    followers: 0,
    reply: null,
    rating: null,
    closesAt: null,
    partOf: { id: doc._id.toHexString(), number: doc.number },
    events: [event],
    seq: 1,
    firstHash: event.hash,
    lastHash: event.hash,
    loggedSeq: 0,
    unlogged: true,
    clientCreatedAt: null,
    createdAt: now,
    updatedAt: now,
    version: 1,
  };
  return { ...made, terms: termsOf(made), alert: nextAlert(made, calendar) };
}

/** Makes the cases that a split ordered; what is there already stays. */
export async function makeParts(deps: Deps, doc: CaseDoc): Promise<void> {
  const cases = casesOf(deps.db).collection;
  for (const part of doc.parts ?? []) {
    try {
      await cases.insertOne(partOf(doc, part, deps.clock(), deps.calendar));
      flushSoon(deps, part.id);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
  await cases.updateOne({ _id: doc._id }, { $unset: { partsPending: '' } });
}

const BATCH = 100;

/** Carries out splits that a crash interrupted. @returns how many */
export async function makeMissingParts(deps: Deps): Promise<number> {
  const docs = (await casesOf(deps.db)
    .collection.find({ partsPending: true }, { limit: BATCH })
    .toArray()) as unknown as CaseDoc[];
  for (const doc of docs) await makeParts(deps, doc);
  return docs.length;
}

/** How a part stands, as its whole shows it. */
export type PartRow = Pick<
  CaseDoc,
  '_id' | 'number' | 'text' | 'assignee' | 'status' | 'resolveBy' | 'category'
>;

/** The parts of a split case, in the order of the split. */
export async function partsOf(db: Connection, doc: CaseDoc): Promise<PartRow[]> {
  if (!doc.parts) return [];
  const found = (await casesOf(db)
    .collection.find(
      { 'partOf.id': doc._id.toHexString() },
      { projection: { number: 1, text: 1, assignee: 1, status: 1, resolveBy: 1, category: 1 } },
    )
    .toArray()) as unknown as PartRow[];
  const category = doc.category;
  return doc.parts.map(
    (part) =>
      found.find(({ _id }) => _id.toHexString() === part.id) ?? {
        _id: new mongoose.Types.ObjectId(part.id),
        number: part.number,
        text: part.text,
        assignee: part.to,
        status: 'dispatched',
        resolveBy: part.resolveBy,
        category,
      },
  );
}
