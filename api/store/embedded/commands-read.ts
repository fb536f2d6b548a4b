import { Long } from 'bson';
import {
  checkNamespace,
  isTrue,
  namespaceOf,
  NO_CURSOR,
  ok,
  optionalDoc,
  optionalNumber,
  refuseCollation,
  type Command,
  type Handler,
} from './context';
import { demand, StoreError } from './errors';
import { countByIndex, drive, execute, prepare, type Found, type Query } from './executor';
import { explain, planText } from './explain';
import { evaluate } from './expressions';
import { walk } from './matcher-walk';
import { compileProjection } from './projection';
import { cutFields, plainCut } from './raw-fields';

import { encodeKey } from './keys';
import { compare, encode, isDoc, toNumber, type Doc, type Value } from './values';

export const DEFAULT_BATCH = 101;

function readQuery(body: Doc): Query {
  refuseCollation(body);
  const skip = optionalNumber(body, 'skip') ?? 0;
  const limit = optionalNumber(body, 'limit') ?? 0;
  demand(skip >= 0, `BSON field 'skip' value must be >= 0, actual value '${skip}'`, 'Location51024');
  const hint = body.hint;
  return {
    filter: optionalDoc(body, body.query !== undefined ? 'query' : 'filter'),
    sort: optionalDoc(body, 'sort'),
    skip,
    limit: Math.abs(limit),
    hint: typeof hint === 'string' || (isDoc(hint) && Object.keys(hint).length) ? hint : undefined,
    variables: optionalDoc(body, 'let'),
    positionless: true,
  };
}

/** What a find sends of a document: its bytes as stored, cut out of them, or projected. */
function shaper(
  spec: Doc,
  variables: Doc | undefined,
): { shape: (found: Found) => Uint8Array; positional: boolean } {
  if (Object.keys(spec).length === 0) return { shape: (found) => found.bytes, positional: false };
  const projector = compileProjection(spec, { evaluate: (e) => evaluate(e, variables) });
  const cut = plainCut(spec);
  if (cut) return { shape: (found) => cutFields(found.bytes, cut), positional: false };
  return {
    shape: (found) => encode(projector.project(found.doc, found.position)),
    positional: projector.positional,
  };
}
function* project(
  steps: Iterable<Found | null>,
  shape: (found: Found) => Uint8Array,
): Generator<Uint8Array | null> {
  for (const found of steps) yield found === null ? null : shape(found);
}

export const find: Handler = async (command) => {
  const { body, server } = command;
  const ns = namespaceOf(command);
  if (isTrue(body.tailable))
    throw new StoreError(
      'BadValue',
      'error processing query: tailable cursor requested on non capped collection',
    );
  const query = readQuery(body);
  const batchSize = optionalNumber(body, 'batchSize');
  const single = isTrue(body.singleBatch) || (optionalNumber(body, 'limit') ?? 0) < 0;
  const { shape, positional } = shaper(optionalDoc(body, 'projection'), query.variables);
  query.positionless = !positional;
  const coll = server.storage.collection(ns);
  if (!coll) {
    prepareEmpty(query);
    return { reply: { ok: 1 }, batch: { id: NO_CURSOR, ns, name: 'firstBatch', documents: [] } };
  }
  const prepared = prepare(coll, query);
  command.plan = planText(prepared.plan);
  const txn = server.storage.snapshot();
  const cursor = server.cursors.register(
    ns,
    project(execute(server.storage, coll, query, prepared, txn), shape),
    () => txn.done(),
    isTrue(body.noCursorTimeout),
  );
  const size = batchSize ?? DEFAULT_BATCH;
  const whole = query.limit && query.limit <= size ? Infinity : size;
  const { documents, id } = await server.cursors.take(cursor, whole, command.pace, single);
  return { reply: { ok: 1 }, batch: { id, ns, name: 'firstBatch', documents } };
};
/** Checks a query on a missing collection as strictly as on one that exists. */
function prepareEmpty(query: Query): void {
  prepare(
    { id: 0, ns: '', uuid: '', options: {}, count: 0, bytes: 0, nextRid: 0, indexes: [] },
    { ...query, hint: undefined },
  );
}

export const getMore: Handler = async (command) => {
  const { body, db, server } = command;
  const id = body.getMore;
  demand(id instanceof Long || typeof toNumber(id) === 'number', 'cursor id must be a long', 'TypeMismatch');
  demand(typeof body.collection === 'string', "BSON field 'getMore.collection' is missing", 'Location40414');
  const cursor = server.cursors.get(
    id instanceof Long ? id : Long.fromNumber(toNumber(id)),
    `${db}.${body.collection}`,
  );
  const size = optionalNumber(body, 'batchSize');
  const taken = await server.cursors.take(cursor, size || Infinity, command.pace);
  return {
    reply: { ok: 1 },
    batch: { id: taken.id, ns: cursor.ns, name: 'nextBatch', documents: taken.documents },
  };
};

export const killCursors: Handler = (command) => {
  const { body, server } = command;
  const cursorsKilled: Value[] = [];
  const cursorsNotFound: Value[] = [];
  for (const id of body.cursors as Long[])
    (server.cursors.kill(id) ? cursorsKilled : cursorsNotFound).push(id);
  return ok({ cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [] });
};

/** Runs a query to its end, yielding to other commands. */
async function forEachFound(
  command: Command,
  ns: string,
  query: Query,
  visit: (found: Found) => boolean | void,
): Promise<void> {
  const { storage } = command.server;
  const coll = storage.collection(ns);
  if (!coll) return prepareEmpty(query);
  const prepared = prepare(coll, query);
  command.plan = planText(prepared.plan);
  const txn = storage.snapshot();
  try {
    await drive(
      execute(storage, coll, query, prepared, txn),
      command.pace,
      (found: Found) => visit(found) === true,
    );
  } finally {
    txn.done();
  }
}

export const count: Handler = async (command) => {
  const ns = namespaceOf(command);
  const query = readQuery(command.body);
  const coll = command.server.storage.collection(ns);
  if (coll && Object.keys(query.filter).length === 0 && query.hint === undefined) {
    const n = Math.max(0, coll.count - (query.skip ?? 0));
    return ok({ n: query.limit ? Math.min(n, query.limit) : n });
  }
  const byIndex = coll ? countByIndex(command.server.storage, prepare(coll, query)) : null;
  let n = 0;
  if (byIndex === null) await forEachFound(command, ns, query, () => void n++);
  else n = Math.min(Math.max(0, byIndex - (query.skip ?? 0)), query.limit || Infinity);
  return ok({ n });
};

export const distinct: Handler = async (command) => {
  const ns = namespaceOf(command);
  const { key } = command.body;
  demand(
    typeof key === 'string',
    "BSON field 'distinct.key' is missing but a required field",
    'Location40414',
  );
  const path = key.split('.');
  const values = new Map<string, Value>();
  const add = (v: Value) => {
    if (v !== undefined) values.set(encodeKey([v], [1]).toString('latin1'), v);
    return false;
  };
  await forEachFound(
    command,
    ns,
    readQuery({ ...command.body, filter: command.body.query ?? {}, query: undefined }),
    ({ doc }) => {
      walk(doc, path, 0, false, (v) => (Array.isArray(v) ? v.forEach(add) : add(v), false));
    },
  );
  return ok({ values: [...values.values()].sort(compare) });
};

export const explainCommand: Handler = async (command) => {
  const inner = command.body.explain;
  demand(isDoc(inner), 'explain command requires a nested object', 'TypeMismatch');
  const [name] = Object.keys(inner) as [string];
  const body: Doc = name === 'update' || name === 'delete' ? statement(inner, name) : inner;
  const verbosity = typeof command.body.verbosity === 'string' ? command.body.verbosity : 'allPlansExecution';
  const ns = checkNamespace(command.db, String(inner[name]));
  const query =
    name === 'aggregate'
      ? leadingQuery(inner)
      : readQuery(
          name === 'distinct' || name === 'count'
            ? { ...body, filter: body.query ?? {}, query: undefined }
            : body,
        );
  return ok(await explain(command, ns, query, name, verbosity));
};
function statement(inner: Doc, name: string): Doc {
  const first = ((name === 'update' ? inner.updates : inner.deletes) as Doc[])[0]!;
  return { filter: first.q, hint: first.hint };
}
/** What of a pipeline's beginning a collection can answer itself. */
export function leadingQuery(body: Doc): Query & { consumed: number } {
  const stages = (body.pipeline as Doc[]) ?? [];
  const query: Query & { consumed: number } = {
    ...readQuery({ hint: body.hint, let: body.let, collation: body.collation }),
    consumed: 0,
  };
  const filters: Doc[] = [];
  let at = 0;
  for (; at < stages.length && isDoc(stages[at]) && isDoc(stages[at]!.$match); at++)
    filters.push(stages[at]!.$match as Doc);
  if (filters.length) query.filter = filters.length === 1 ? filters[0]! : { $and: filters };
  if (isDoc(stages[at]?.$sort) && Object.keys(stages[at]!).length === 1)
    query.sort = stages[at++]!.$sort as Doc;
  if (stages[at]?.$skip !== undefined) query.skip = toNumber(stages[at++]!.$skip);
  if (stages[at]?.$limit !== undefined) {
    const limit = toNumber(stages[at]!.$limit);
    demand(limit > 0, 'the limit must be positive', 'Location15958');
    query.limit = limit;
    at++;
  }
  query.consumed = at;
  return query;
}
