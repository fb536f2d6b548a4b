import { ObjectId } from 'bson';
import { type Collection } from './catalog';
import { type Command } from './context';
import { checkSize, withId } from './documents';
import { demand, StoreError } from './errors';
import { collectNow, drive, execute, Found, prepare } from './executor';
import { evaluate } from './expressions';
import { runUpdatePipeline } from './stages';
import type { Storage } from './storage';
import { compileUpdate, upsertSeed } from './update';
import { type UpdateContext } from './update-operators';
import { decode, encode, type Doc, type Value } from './values';

const contextOf = (variables: Doc = {}): UpdateContext => ({
  evaluate: (e) => evaluate(e, variables),
  pipeline: (stages, doc, own) => runUpdatePipeline(stages, doc, { ...variables, ...own }),
});

export interface UpdateStatement {
  filter: Doc;
  spec: Value;
  multi: boolean;
  upsert: boolean;
  arrayFilters?: Doc[];
  hint?: Value;
  sort?: Doc;
  variables: Doc;
}
export interface Outcome {
  matched: number;
  modified: number;
  upserted?: Value;
  before?: Doc;
  after?: Doc;
  /** The documents as stored. */
  bytes?: { before?: Uint8Array; after: Uint8Array };
}
export const CHUNK = 500;

/** Changes one found document. @returns the new one and its bytes, or null when nothing changed. */
function applyTo(
  storage: Storage,
  coll: Collection,
  found: Found,
  update: ReturnType<typeof compileUpdate>,
): { doc: Doc; bytes: Buffer } | null {
  const after = update.update(found.doc, { position: found.position });
  const bytes = encode(after);
  const sameId = () => Buffer.compare(encode({ v: after._id }), encode({ v: found.doc._id })) === 0;
  if (after._id !== found.doc._id && !sameId())
    throw new StoreError(
      'ImmutableField',
      `Performing an update on the path '_id' would modify the immutable field '_id'`,
    );
  if (Buffer.compare(bytes, found.bytes) === 0) return null;
  checkSize(bytes);
  storage.replace(coll, found.rid, found.doc, found.bytes, after, bytes);
  return { doc: after, bytes };
}
function upsertInto(
  storage: Storage,
  ns: string,
  s: UpdateStatement,
  update: ReturnType<typeof compileUpdate>,
): { doc: Doc; bytes: Uint8Array } {
  const seed = upsertSeed(s.filter);
  let made = update.update(update.replacement ? ('_id' in seed ? { _id: seed._id } : {}) : seed, {
    inserting: true,
  });
  if (!Object.hasOwn(made, '_id')) made = { _id: new ObjectId(), ...made };
  if (Object.hasOwn(seed, '_id') && Buffer.compare(encode({ v: made._id }), encode({ v: seed._id })) !== 0)
    throw new StoreError(
      'ImmutableField',
      `Performing an update on the path '_id' would modify the immutable field '_id'`,
    );
  const { doc, bytes } = withId(encode(made));
  checkSize(bytes);
  storage.insert(storage.ensureCollection(ns), doc, bytes);
  return { doc, bytes };
}
export function updateOne(storage: Storage, ns: string, s: UpdateStatement): Outcome {
  const update = compileUpdate(s.spec, contextOf(s.variables), {
    arrayFilters: s.arrayFilters,
    variables: s.variables,
  });
  const coll = storage.collection(ns);
  const [found] = coll
    ? collectNow(storage, coll, {
        filter: s.filter,
        sort: s.sort,
        limit: 1,
        hint: s.hint,
        variables: s.variables,
      })
    : [];
  if (!found || !coll) {
    if (!s.upsert) return { matched: 0, modified: 0 };
    const { doc, bytes } = upsertInto(storage, ns, s, update);
    return { matched: 0, modified: 0, upserted: doc._id, after: doc, bytes: { after: bytes } };
  }
  const after = applyTo(storage, coll, found, update);
  return {
    matched: 1,
    modified: after ? 1 : 0,
    before: found.doc,
    after: after?.doc ?? found.doc,
    bytes: { before: found.bytes, after: after?.bytes ?? found.bytes },
  };
}
/** Many documents: found on a snapshot, then changed in several transactions, each document checked again. */
export async function updateMany(command: Command, ns: string, s: UpdateStatement): Promise<Outcome> {
  const { storage } = command.server;
  const update = compileUpdate(s.spec, contextOf(s.variables), {
    arrayFilters: s.arrayFilters,
    variables: s.variables,
  });
  demand(!update.replacement, 'multi update is not supported for replacement-style update', 'FailedToParse');
  const rids = await matchingRids(command, ns, s);
  const outcome: Outcome = { matched: 0, modified: 0 };
  for (let at = 0; at < rids.length; at += CHUNK)
    await storage.write(() => {
      const coll = storage.collection(ns);
      if (!coll) return;
      for (const found of recheck(storage, coll, s, rids.slice(at, at + CHUNK))) {
        outcome.matched++;
        if (applyTo(storage, coll, found, update)) outcome.modified++;
      }
    });
  if (outcome.matched === 0 && s.upsert)
    outcome.upserted = await storage.write(() => upsertInto(storage, ns, s, update).doc._id);
  return outcome;
}
export async function matchingRids(
  command: Command,
  ns: string,
  s: { filter: Doc; hint?: Value; variables?: Doc },
): Promise<number[]> {
  const { storage } = command.server;
  const coll = storage.collection(ns);
  if (!coll) return [];
  const rids: number[] = [];
  const query = { filter: s.filter, hint: s.hint, variables: s.variables };
  const txn = storage.snapshot();
  try {
    await drive(
      execute(storage, coll, query, prepare(coll, query), txn),
      command.pace,
      (found: Found) => (rids.push(found.rid), false),
    );
  } finally {
    txn.done();
  }
  return rids;
}
export function* recheck(
  storage: Storage,
  coll: Collection,
  s: { filter: Doc; variables?: Doc },
  rids: number[],
): Generator<Found> {
  const { test } = prepare(coll, { filter: s.filter, variables: s.variables });
  for (const rid of rids) {
    const bytes = storage.get(coll, rid);
    if (!bytes) continue;
    const doc = decode(bytes);
    const details: { index?: number } = {};
    if (test(doc, details)) yield new Found(rid, bytes, doc, details.index);
  }
}
export function deleteFirst(
  storage: Storage,
  ns: string,
  s: { filter: Doc; hint?: Value; sort?: Doc; variables?: Doc },
): { removed: number; found: Found } | null {
  const coll = storage.collection(ns);
  const [found] = coll ? collectNow(storage, coll, { ...s, limit: 1 }) : [];
  if (!coll || !found) return null;
  storage.remove(coll, found.rid, found.doc, found.bytes);
  return { removed: 1, found };
}
