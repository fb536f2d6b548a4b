import { Int32 } from 'bson';
import { makeAccumulator } from './accumulators';
import { demand, StoreError } from './errors';
import { compile, evaluate, type Variables } from './expressions';
import { libraryStage } from './expressions-library';
import { compileFilter } from './matcher';
import { compileProjection, setDeep, without } from './projection';
import {
  bindings,
  type Collections,
  count,
  each,
  type Flow,
  gathered,
  key,
  type Stage,
  type StageContext,
} from './stages-flow';
import { limited, replaced, sampled, setFields, sorted, unwound } from './stages-shaping';
import { type Doc, isDoc, type Value } from './values';
function grouped(flow: Flow, spec: Value, context: StageContext): Flow {
  demand(isDoc(spec), "a group's fields must be specified in an object", 'Location15947');
  demand('_id' in spec, 'a group specification must include an _id', 'Location15955');
  const { _id, ...fields } = spec;
  const id = compile(_id);
  const makers = Object.entries(fields).map(([name, e]) => {
    demand(!name.includes('.'), `The field name '${name}' cannot contain '.'`, 'Location40235');
    demand(isDoc(e), `The field '${name}' must be an accumulator object`, 'Location40234');
    demand(Object.keys(e).length === 1, `The field '${name}' must specify one accumulator`, 'Location40238');
    const [op] = Object.keys(e) as [string];
    return [name, makeAccumulator(op, e[op])] as const;
  });
  return (function* (): Flow {
    const groups = new Map<
      string,
      { id: Value; parts: (readonly [string, ReturnType<(typeof makers)[number][1]>])[] }
    >();
    for (const doc of flow) {
      if (doc === null) {
        yield null;
        continue;
      }
      const v = bindings(doc, context.variables);
      const value = id(v) ?? null;
      const k = key(value);
      let group = groups.get(k);
      if (!group)
        groups.set(k, (group = { id: value, parts: makers.map(([name, make]) => [name, make()] as const) }));
      for (const [, part] of group.parts) part.add(v, doc);
    }
    for (const group of groups.values())
      yield {
        _id: group.id,
        ...Object.fromEntries(group.parts.map(([name, part]) => [name, part.result()])),
      };
  })();
}
function lookup(flow: Flow, spec: Value, context: StageContext): Flow {
  demand(
    isDoc(spec) && typeof spec.as === 'string',
    "$lookup argument 'as' must be a string",
    'FailedToParse',
  );
  const { from, localField, foreignField, as, pipeline = [], let: bound = {} } = spec;
  demand(typeof from === 'string', "$lookup argument 'from' must be a string", 'FailedToParse');
  const lets = Object.entries(bound as Doc).map(([name, e]) => [name, compile(e)] as const);
  const local = typeof localField === 'string' ? compile(`$${localField}`) : null;
  const found = new Map<string, Doc[]>();
  const join = (doc: Doc): Doc[] => {
    const v = bindings(doc, context.variables);
    const stages = [...(pipeline as Doc[])];
    let cached: string | null = null;
    if (local) {
      const value = local(v);
      const wanted: Value[] = Array.isArray(value) ? value : [value ?? null];
      stages.unshift({ $match: { [foreignField as string]: { $in: wanted } } });
      if (lets.length === 0 && stages.length === 1) cached = key(wanted);
    }
    const known = cached === null ? undefined : found.get(cached);
    if (known) return known;
    const variables = { ...context.variables, ...Object.fromEntries(lets.map(([name, e]) => [name, e(v)])) };
    const rows = [...context.collections.run(from, stages, variables)].filter((row) => row !== null);
    if (cached !== null) found.set(cached, rows);
    return rows;
  };
  return each(flow, (doc) => setDeep(doc, as.split('.'), join(doc)) as Doc);
}
function facets(flow: Flow, spec: Value, context: StageContext): Flow {
  demand(
    isDoc(spec) && Object.keys(spec).length > 0,
    'the $facet specification must be a non-empty object',
    'Location40169',
  );
  return gathered(flow, (docs) => [
    Object.fromEntries(
      Object.entries(spec).map(([name, stages]) => {
        for (const stage of stages as Doc[])
          demand(
            !['$facet', '$out', '$merge'].includes(Object.keys(stage)[0] ?? ''),
            `${Object.keys(stage)[0]} is not allowed to be used within a $facet stage`,
            'Location40600',
          );
        return [
          name,
          [...runStages(docs, stages as Doc[], context.collections, context.variables)].filter(
            (d) => d !== null,
          ),
        ];
      }),
    ),
  ]);
}
function bucketed(flow: Flow, spec: Value, context: StageContext): Flow {
  const { groupBy, boundaries, default: other, output = { count: { $sum: new Int32(1) } } } = spec as Doc;
  const edges = boundaries as Value[];
  demand(
    Array.isArray(edges) && edges.length > 1,
    'The $bucket boundaries field must be an array with at least 2 values',
    'Location40192',
  );
  const branches = edges.slice(0, -1).map((low, i) => ({
    case: {
      $and: [{ $gte: [groupBy, { $literal: low }] }, { $lt: [groupBy, { $literal: edges[i + 1] }] }],
    },
    then: { $literal: low },
  }));
  const id = { $switch: { branches, ...(other === undefined ? {} : { default: { $literal: other } }) } };
  return sorted(grouped(flow, { _id: id, ...(output as Doc) }, context), { _id: new Int32(1) });
}

const STAGES: Record<string, Stage> = {
  $match: (flow, spec, context) => {
    const test = compileFilter(spec as Doc, { evaluate: (e) => evaluate(e, context.variables) });
    return each(flow, (doc) => (test(doc) ? doc : undefined));
  },
  $sort: sorted,
  $limit: (flow, spec) => limited(flow, count(spec, '$limit', 1)),
  $skip: (flow, spec) => {
    let left = count(spec, '$skip', 0);
    return each(flow, (doc) => (left-- > 0 ? undefined : doc));
  },
  $project: (flow, spec, context) => {
    demand(
      isDoc(spec) && Object.keys(spec).length > 0,
      '$project specification must have at least one field',
      'Location51272',
    );
    const projector = compileProjection(spec, { evaluate: (e) => evaluate(e, context.variables) }, true);
    return each(flow, (doc) => projector.project(doc, undefined));
  },
  $addFields: (flow, spec, context) => each(flow, setFields(spec, context)),
  $set: (flow, spec, context) => each(flow, setFields(spec, context)),
  $unset: (flow, spec) => {
    const paths = ((Array.isArray(spec) ? spec : [spec]) as string[]).map((p) => p.split('.'));
    return each(flow, (doc) => paths.reduce<Value>((d, path) => without(d, path), doc) as Doc);
  },
  $group: grouped,
  $unwind: (flow, spec) => unwound(flow, spec),
  $lookup: lookup,
  $facet: facets,
  $count: (flow, spec) => {
    demand(
      typeof spec === 'string' && spec !== '' && !spec.startsWith('$') && !spec.includes('.'),
      'the count field must be a non-empty string',
      'Location40156',
    );
    return gathered(flow, (docs) => (docs.length ? [{ [spec]: new Int32(docs.length) }] : []));
  },
  $sortByCount: (flow, spec, context) =>
    sorted(grouped(flow, { _id: spec, count: { $sum: new Int32(1) } }, context), { count: new Int32(-1) }),
  $replaceRoot: (flow, spec, context) => replaced(flow, (spec as Doc).newRoot, context),
  $replaceWith: replaced,
  $unionWith: (flow, spec, context) => {
    const { coll, pipeline = [] } = (isDoc(spec) ? spec : { coll: spec }) as {
      coll: string;
      pipeline?: Doc[];
    };
    return (function* () {
      yield* flow;
      yield* context.collections.run(coll, pipeline, context.variables);
    })();
  },
  $bucket: bucketed,
  $sample: sampled,
  $redact: (flow, spec, context) => {
    const decide = compile(spec);
    const prune = (doc: Doc): Doc | undefined => {
      const verdict = decide({
        ...context.variables,
        KEEP: 'keep',
        PRUNE: 'prune',
        DESCEND: 'descend',
        ROOT: doc,
        CURRENT: doc,
      });
      if (verdict === 'keep') return doc;
      if (verdict !== 'descend') return undefined;
      const inner = (v: Value): Value =>
        Array.isArray(v)
          ? v.map(inner).filter((x) => x !== undefined)
          : isDoc(v) && !('_bsontype' in v)
            ? prune(v)
            : v;
      const out: Doc = {};
      for (const [k, v] of Object.entries(doc)) {
        const kept = inner(v);
        if (kept !== undefined) out[k] = kept;
      }
      return out;
    };
    return each(flow, prune);
  },
};
const MINGO_STAGES = ['$bucketAuto', '$densify', '$fill', '$graphLookup', '$setWindowFields', '$documents'];

/** Runs pipeline stages over documents. @throws StoreError 40324 for a stage that does not exist here. */
export function runStages(
  source: Flow,
  pipeline: Doc[],
  collections: Collections,
  variables: Variables = {},
): Flow {
  const context: StageContext = { variables: { NOW: new Date(), ...variables }, collections };
  return pipeline.reduce<Flow>((flow, stage) => {
    demand(
      isDoc(stage) && Object.keys(stage).length === 1,
      'A pipeline stage specification object must contain exactly one field.',
      'Location40323',
    );
    const [name] = Object.keys(stage) as [string];
    if (Object.hasOwn(STAGES, name)) return STAGES[name]!(flow, stage[name], context);
    if (!MINGO_STAGES.includes(name))
      throw new StoreError('Location40324', `Unrecognized pipeline stage name: '${name}'`);
    const all = (from: string) => [...collections.run(from, [], {})].filter((d) => d !== null);
    return gathered(flow, (docs) => libraryStage(docs, stage, all, variables));
  }, source);
}
const NOWHERE: Collections = {
  run: () => {
    throw new StoreError('InvalidOptions', 'this stage is not allowed to be used within an update');
  },
};
const UPDATE_STAGES = ['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith'];
/** An update pipeline's result on one document. */
export function runUpdatePipeline(pipeline: Doc[], doc: Doc, variables: Variables): Doc {
  for (const stage of pipeline) {
    const [name] = Object.keys(isDoc(stage) ? stage : {});
    demand(
      name !== undefined && UPDATE_STAGES.includes(name),
      `${name} is not allowed to be used within an update`,
      'InvalidOptions',
    );
  }
  const [result] = runStages([doc], pipeline, NOWHERE, variables);
  return result ?? doc;
}
