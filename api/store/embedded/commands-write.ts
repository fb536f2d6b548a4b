import {
  isTrue,
  namespaceOf,
  ok,
  optionalDoc,
  optionalNumber,
  refuseCollation,
  type Command,
  type Handler,
} from './context';
import { demand, StoreError, toStoreError } from './errors';
import { evaluate } from './expressions';
import { compileProjection } from './projection';
import { decode, isDoc, type Doc, type Value } from './values';
import { updateMany, updateOne } from './write-documents';

import { checkSize, withId } from './documents';
import { CHUNK, deleteFirst, matchingRids, recheck, type UpdateStatement } from './write-documents';

/** Documents of an insert, from the body or a document sequence. */
function listOf(command: Command, name: string): Uint8Array[] | Doc[] {
  const list = command.sequences[name] ?? (command.body[name] as Uint8Array[] | undefined);
  demand(
    Array.isArray(list),
    `BSON field '${command.name}.${name}' is missing but a required field`,
    'Location40414',
  );
  demand(
    list.length > 0 && list.length <= 100_000,
    `Write batch sizes must be between 1 and 100000. Got ${list.length} operations.`,
    'InvalidLength',
  );
  return list;
}
const docsOf = (list: Uint8Array[] | Doc[]): Doc[] =>
  list.map((item) => (item instanceof Uint8Array ? decode(item) : item));

/** Runs statements one after another as MongoDB does: ordered stops at the first error. */
async function statements<T>(
  ordered: boolean,
  list: T[],
  run: (item: T, index: number) => Promise<void>,
): Promise<Doc[]> {
  const errors: Doc[] = [];
  const attempt = async (item: T, index: number) => {
    try {
      await run(item, index);
      return true;
    } catch (error) {
      const known = toStoreError(error);
      errors.push({ index, code: known.code, ...known.extra, errmsg: known.message });
      return false;
    }
  };
  for (const [index, item] of list.entries()) if (!(await attempt(item, index)) && ordered) break;
  return errors;
}
const withErrors = (reply: Doc, errors: Doc[]): Doc =>
  errors.length ? { ...reply, writeErrors: errors } : reply;

export const insert: Handler = async (command) => {
  const { storage } = command.server;
  const ns = namespaceOf(command);
  const list = listOf(command, 'documents') as Uint8Array[];
  const ordered = command.body.ordered !== false;
  const errors: Doc[] = [];
  let n = 0;
  const prepared = list.map((bytes) => {
    try {
      const made = withId(bytes);
      checkSize(made.bytes);
      return made;
    } catch (error) {
      return toStoreError(error);
    }
  });
  await storage.write(() => {
    const coll = storage.ensureCollection(ns);
    for (const [index, item] of prepared.entries()) {
      try {
        if (item instanceof StoreError) throw item;
        storage.insert(coll, item.doc, item.bytes);
        n++;
      } catch (error) {
        const known = toStoreError(error);
        errors.push({ index, code: known.code, ...known.extra, errmsg: known.message });
        if (ordered) break;
      }
    }
  });
  return ok(withErrors({ n }, errors));
};

export const update: Handler = async (command) => {
  const { storage } = command.server;
  const ns = namespaceOf(command);
  const list = docsOf(listOf(command, 'updates'));
  let n = 0;
  let nModified = 0;
  const upserted: Doc[] = [];
  const errors = await statements(command.body.ordered !== false, list, async (item, index) => {
    refuseCollation(item);
    const s: UpdateStatement = {
      filter: optionalDoc(item, 'q'),
      spec: item.u,
      multi: isTrue(item.multi),
      upsert: isTrue(item.upsert),
      arrayFilters: item.arrayFilters as Doc[] | undefined,
      hint: item.hint,
      sort: isDoc(item.sort) ? item.sort : undefined,
      variables: { ...optionalDoc(command.body, 'let'), ...optionalDoc(item, 'c') },
    };
    const outcome = s.multi
      ? await updateMany(command, ns, s)
      : await storage.write(() => updateOne(storage, ns, s));
    n += outcome.matched;
    nModified += outcome.modified;
    if (outcome.upserted !== undefined) {
      n++;
      upserted.push({ index, _id: outcome.upserted });
    }
  });
  return ok(withErrors({ n, nModified, ...(upserted.length ? { upserted } : {}) }, errors));
};

export const deleteCommand: Handler = async (command) => {
  const { storage } = command.server;
  const ns = namespaceOf(command);
  let n = 0;
  const errors = await statements(
    command.body.ordered !== false,
    docsOf(listOf(command, 'deletes')),
    async (item) => {
      refuseCollation(item);
      const variables = optionalDoc(command.body, 'let');
      const s = { filter: optionalDoc(item, 'q'), hint: item.hint, variables };
      const limit = optionalNumber(item, 'limit') ?? 0;
      demand(
        limit === 0 || limit === 1,
        `The limit field in delete objects must be 0 or 1. Got ${limit}`,
        'FailedToParse',
      );
      if (limit === 1) {
        n += await storage.write(() => deleteFirst(storage, ns, s)?.removed ?? 0);
        return;
      }
      const rids = await matchingRids(command, ns, s);
      for (let at = 0; at < rids.length; at += CHUNK)
        await storage.write(() => {
          const coll = storage.collection(ns);
          if (!coll) return;
          for (const found of recheck(storage, coll, s, rids.slice(at, at + CHUNK))) {
            storage.remove(coll, found.rid, found.doc, found.bytes);
            n++;
          }
        });
    },
  );
  return ok(withErrors({ n }, errors));
};

export const findAndModify: Handler = async (command) => {
  const { body, server } = command;
  const { storage } = server;
  refuseCollation(body);
  const ns = namespaceOf(command);
  const variables = optionalDoc(body, 'let');
  const filter = optionalDoc(body, 'query');
  const sort = optionalDoc(body, 'sort');
  const fields = optionalDoc(body, 'fields');
  const projector = Object.keys(fields).length
    ? compileProjection(fields, { evaluate: (e) => evaluate(e, variables) })
    : null;
  const shape = (doc: Doc | undefined, position?: number): Value =>
    doc ? (projector ? projector.project(doc, position) : doc) : null;
  const hint = typeof body.hint === 'string' || isDoc(body.hint) ? body.hint : undefined;
  if (isTrue(body.remove)) {
    demand(body.update === undefined, 'Cannot specify both an update and remove=true', 'FailedToParse');
    demand(!isTrue(body.upsert), 'Cannot specify both upsert=true and remove=true', 'FailedToParse');
    demand(
      !isTrue(body.new),
      "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
      'FailedToParse',
    );
    const gone = await storage.write(() => deleteFirst(storage, ns, { filter, hint, sort, variables }));
    return ok({ lastErrorObject: { n: gone ? 1 : 0 }, value: shape(gone?.found.doc, gone?.found.position) });
  }
  demand(body.update !== undefined, 'Either an update or remove=true must be specified', 'FailedToParse');
  const s: UpdateStatement = {
    filter,
    spec: body.update,
    multi: false,
    upsert: isTrue(body.upsert),
    arrayFilters: body.arrayFilters as Doc[] | undefined,
    hint,
    sort,
    variables,
  };
  const outcome = await storage.write(() => updateOne(storage, ns, s));
  const inserted = outcome.upserted !== undefined;
  const lastErrorObject: Doc = {
    n: outcome.matched || inserted ? 1 : 0,
    updatedExisting: outcome.matched > 0,
  };
  if (inserted) lastErrorObject.upserted = outcome.upserted;
  const isNew = isTrue(body.new);
  const value = isNew ? outcome.bytes?.after : outcome.bytes?.before;
  if (value && !projector) return { ...ok({ lastErrorObject }), value };
  return ok({ lastErrorObject, value: shape(isNew ? outcome.after : outcome.before) });
};
