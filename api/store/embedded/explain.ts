import { Long } from 'bson';
import type { Command } from './context';
import { splitNamespace } from './context';
import { drive, execute, prepare, type Query } from './executor';
import type { IndexPlan, Plan } from './planner';
import type { Doc } from './values';

/** One line about a plan, for the slow-query log: `IXSCAN { a: 1 }`, `COLLSCAN`, `OR(…)`. */
export function planText(plan: Plan): string {
  if (plan.kind === 'scan') return 'COLLSCAN';
  if (plan.kind === 'or') return `OR(${plan.plans.map((p) => `IXSCAN ${p.index.name}`).join(', ')})`;
  return `IXSCAN ${plan.index.name}${plan.sorted ? '' : ' SORT'}`;
}
function ixscan(plan: IndexPlan): Doc {
  const { index } = plan;
  return {
    stage: 'IXSCAN',
    keyPattern: index.spec.key,
    indexName: index.name,
    isMultiKey: index.multikey.some(Boolean),
    isUnique: index.unique,
    isSparse: index.sparse,
    isPartial: index.partial !== null,
    indexVersion: 2,
    direction: plan.reverse ? 'backward' : 'forward',
    ranges: plan.ranges.length,
  };
}
function winning(plan: Plan, query: Query): Doc {
  let stage: Doc;
  if (plan.kind === 'scan')
    stage = { stage: 'COLLSCAN', filter: query.filter, direction: plan.reverse ? 'backward' : 'forward' };
  else {
    const inputStage: Doc =
      plan.kind === 'or' ? { stage: 'OR', inputStages: plan.plans.map(ixscan) } : ixscan(plan);
    stage = { stage: 'FETCH', filter: query.filter, inputStage };
  }
  if (Object.keys(query.sort ?? {}).length && (plan.kind === 'or' || !plan.sorted))
    stage = { stage: 'SORT', sortPattern: query.sort, memLimit: 104857600, inputStage: stage };
  if (query.skip) stage = { stage: 'SKIP', skipAmount: query.skip, inputStage: stage };
  if (query.limit) stage = { stage: 'LIMIT', limitAmount: query.limit, inputStage: stage };
  return stage;
}

/** The answer to `explain`; with executionStats the query is run and its work counted. */
export async function explain(
  command: Command,
  ns: string,
  query: Query,
  name: string,
  verbosity: string,
): Promise<Doc> {
  const { storage, host } = command.server;
  const coll = storage.collection(ns);
  const [db] = splitNamespace(ns);
  if (!coll)
    return {
      explainVersion: '1',
      queryPlanner: {
        namespace: ns,
        parsedQuery: query.filter,
        winningPlan: { stage: 'EOF' },
        rejectedPlans: [],
      },
      serverInfo: { host },
    };
  const prepared = prepare(coll, query);
  const out: Doc = {
    explainVersion: '1',
    queryPlanner: {
      namespace: ns,
      parsedQuery: query.filter,
      winningPlan: winning(prepared.plan, query),
      rejectedPlans: [],
    },
    command: { [name]: ns.slice(db.length + 1), $db: db },
    serverInfo: { host },
  };
  if (verbosity === 'queryPlanner') return out;
  const started = process.hrtime.bigint();
  const txn = storage.snapshot();
  try {
    await drive(execute(storage, coll, query, prepared, txn), command.pace, () => false);
  } finally {
    txn.done();
  }
  const { stats } = prepared;
  out.executionStats = {
    executionSuccess: true,
    nReturned: stats.returned,
    executionTimeMillis: Long.fromBigInt((process.hrtime.bigint() - started) / 1_000_000n),
    totalKeysExamined: stats.keysExamined,
    totalDocsExamined: stats.docsExamined,
    executionStages: { ...winning(prepared.plan, query), nReturned: stats.returned },
  };
  return out;
}
