import type { Transaction } from 'lmdb';
import { DEFAULT_BATCH, leadingQuery } from './commands-read';
import {
  isTrue,
  namespaceOf,
  NO_CURSOR,
  ok,
  optionalDoc,
  optionalNumber,
  splitNamespace,
  type Handler,
} from './context';
import { demand, StoreError } from './errors';
import { drive, execute, prepare, type Found } from './executor';
import { explain, planText } from './explain';
import { writeResults } from './merge';
import { runStages } from './stages';
import { type Collections, type Flow } from './stages-flow';
import type { Storage } from './storage';
import { decode, encode, isDoc, isNumber, type Doc } from './values';

/** Documents of a collection through a pipeline, its beginning answered by the planner. */
function flowOf(
  storage: Storage,
  ns: string,
  body: Doc,
  txn: Transaction,
  note: (plan: string) => void,
): Flow {
  const query = leadingQuery(body);
  const coll = storage.collection(ns);
  const [db] = splitNamespace(ns);
  const collections: Collections = {
    run: (name, pipeline, variables) =>
      flowOf(storage, `${db}.${name}`, { pipeline, let: variables }, txn, () => undefined),
  };
  const rest = (body.pipeline as Doc[]).slice(query.consumed);
  if (!coll) return runStages([], rest, collections, query.variables);
  const prepared = prepare(coll, query);
  note(planText(prepared.plan));
  return runStages(docsOf(execute(storage, coll, query, prepared, txn)), rest, collections, query.variables);
}
function* docsOf(found: Iterable<Found | null>): Flow {
  for (const item of found) yield item && item.doc;
}

const REFUSED_STAGES: Record<string, string> = {
  $changeStream: 'The $changeStream stage is only supported on replica sets',
  $geoNear: '$geoNear is not supported',
  $search: '$search is not supported',
  $vectorSearch: '$vectorSearch is not supported',
  $collStats: '$collStats is not supported',
};

export const aggregate: Handler = async (command) => {
  const { body, db, server } = command;
  const { storage } = server;
  const source = body[command.name];
  const databaseWide = isNumber(source);
  const ns = databaseWide ? `${db}.$cmd.aggregate` : namespaceOf(command);
  const pipeline = body.pipeline as Doc[];
  demand(Array.isArray(pipeline), "'pipeline' option must be specified as an array", 'TypeMismatch');
  demand(
    body.cursor !== undefined || isTrue(body.explain),
    "The 'cursor' option is required, except for aggregate with the explain argument",
    'FailedToParse',
  );
  for (const stage of pipeline) {
    demand(isDoc(stage), "Each element of the 'pipeline' array must be an object", 'TypeMismatch');
    demand(
      Object.keys(stage).length === 1,
      'A pipeline stage specification object must contain exactly one field.',
      'Location40323',
    );
    const [name] = Object.keys(stage) as [string];
    if (REFUSED_STAGES[name])
      throw new StoreError(
        name === '$changeStream' ? 'Location40573' : 'CommandNotSupported',
        REFUSED_STAGES[name],
      );
  }
  const query = leadingQuery(body);
  if (isTrue(body.explain)) return ok(await explain(command, ns, query, 'aggregate', 'queryPlanner'));
  const last = pipeline.at(-1);
  const output =
    last && (isDoc(last.$out) || typeof last.$out === 'string' || last.$merge !== undefined) ? last : null;
  const stages = output ? pipeline.slice(0, -1) : pipeline;
  const coll = databaseWide ? undefined : storage.collection(ns);
  const txn = storage.snapshot();
  let steps: Iterator<Uint8Array | null>;
  try {
    if (query.consumed === pipeline.length && coll) {
      const prepared = prepare(coll, query);
      command.plan = planText(prepared.plan);
      steps = raw(execute(storage, coll, query, prepared, txn));
    } else
      steps = encoded(
        flowOf(storage, ns, { ...body, pipeline: stages }, txn, (plan) => (command.plan = plan)),
      );
  } catch (error) {
    txn.done();
    throw error;
  }
  if (output) {
    const results: Doc[] = [];
    try {
      await drive(steps, command.pace, (bytes: Uint8Array) => (results.push(decode(bytes)), false));
    } finally {
      txn.done();
    }
    await writeResults(command, output, results);
    return { reply: { ok: 1 }, batch: { id: NO_CURSOR, ns, name: 'firstBatch', documents: [] } };
  }
  const cursor = server.cursors.register(ns, steps, () => txn.done(), false);
  const size = optionalNumber(optionalDoc(body, 'cursor'), 'batchSize') ?? DEFAULT_BATCH;
  const { documents, id } = await server.cursors.take(cursor, size, command.pace);
  return { reply: { ok: 1 }, batch: { id, ns, name: 'firstBatch', documents } };
};
function* raw(found: Iterable<Found | null>): Generator<Uint8Array | null> {
  for (const item of found) yield item && item.bytes;
}
function* encoded(flow: Flow): Generator<Uint8Array | null> {
  for (const doc of flow) yield doc && encode(doc);
}
