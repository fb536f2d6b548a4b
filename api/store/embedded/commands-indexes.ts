import { makeIndex, type Collection } from './catalog';
import { isTrue, listing, namespaceOf, ok, requireCollection, type Handler } from './context';
import { demand, StoreError } from './errors';
import { evaluate } from './expressions';
import { buildIndexes } from './index-build';
import { compileFilter } from './matcher';
import type { Storage } from './storage';
import { equal, isDoc, isNumber, toNumber, type Doc, type Value } from './values';

const REFUSED_INDEXES = ['text', '2d', '2dsphere', 'hashed', 'geoHaystack'];
const INDEX_OPTIONS = [
  'v',
  'key',
  'name',
  'unique',
  'sparse',
  'background',
  'expireAfterSeconds',
  'partialFilterExpression',
  'hidden',
  'ns',
  'collation',
];

/** Checks an index specification and gives it the form listIndexes shows. */
function readSpec(spec: Doc): Doc {
  demand(
    isDoc(spec.key) && Object.keys(spec.key).length > 0,
    'Index keys cannot be empty.',
    'CannotCreateIndex',
  );
  for (const [path, direction] of Object.entries(spec.key)) {
    if (typeof direction === 'string') {
      demand(REFUSED_INDEXES.includes(direction), `Unknown index plugin '${direction}'`, 'CannotCreateIndex');
      throw new StoreError('CannotCreateIndex', `${direction} indexes are not supported by this store`);
    }
    demand(
      isNumber(direction) && toNumber(direction) !== 0 && !Number.isNaN(toNumber(direction)),
      `Values in v:2 index key pattern cannot be of type ${typeof direction}. Only numbers > 0, numbers < 0, and strings are allowed.`,
      'CannotCreateIndex',
    );
    demand(
      !path.split('.').some((p) => p === ''),
      'Index key cannot contain an empty field name.',
      'CannotCreateIndex',
    );
    demand(!path.includes('$**'), 'wildcard indexes are not supported by this store', 'CannotCreateIndex');
  }
  for (const name of Object.keys(spec))
    demand(
      INDEX_OPTIONS.includes(name),
      `The field '${name}' is not valid for an index specification. Specification: ${JSON.stringify(spec)}`,
      'InvalidIndexSpecificationOption',
    );
  const collation = spec.collation;
  demand(
    !isDoc(collation) || collation.locale === 'simple',
    'collation is not supported by this store',
    'CannotCreateIndex',
  );
  demand(
    !(isTrue(spec.sparse) && spec.partialFilterExpression),
    'cannot mix "partialFilterExpression" and "sparse" options',
    'CannotCreateIndex',
  );
  const out: Doc = {
    v: 2,
    key: spec.key,
    name: typeof spec.name === 'string' && spec.name ? spec.name : defaultName(spec.key),
  };
  if (spec.unique !== undefined && isTrue(spec.unique)) out.unique = true;
  if (spec.sparse !== undefined && isTrue(spec.sparse)) out.sparse = true;
  if (spec.hidden !== undefined && isTrue(spec.hidden)) out.hidden = true;
  if (spec.background !== undefined) out.background = spec.background;
  if (spec.partialFilterExpression !== undefined) {
    demand(isDoc(spec.partialFilterExpression), 'partialFilterExpression must be an object', 'TypeMismatch');
    compileFilter(spec.partialFilterExpression, { evaluate });
    out.partialFilterExpression = spec.partialFilterExpression;
  }
  if (spec.expireAfterSeconds !== undefined) {
    demand(isNumber(spec.expireAfterSeconds), 'expireAfterSeconds must be a number', 'CannotCreateIndex');
    demand(
      toNumber(spec.expireAfterSeconds) >= 0,
      "TTL index 'expireAfterSeconds' option must be within an acceptable range",
      'CannotCreateIndex',
    );
    demand(
      Object.keys(spec.key).length === 1,
      'TTL indexes are single-field indexes, compound indexes do not support TTL',
      'CannotCreateIndex',
    );
    out.expireAfterSeconds = spec.expireAfterSeconds;
  }
  return out;
}
function defaultName(key: Doc): string {
  return Object.entries(key)
    .map(([path, direction]) => `${path}_${toNumber(direction)}`)
    .join('_');
}
/** Whether an index of this key or name is there already; refuses one that differs. */
export function existing(coll: Collection, spec: Doc): boolean {
  for (const index of coll.indexes) {
    const sameKey =
      equal(index.spec.key, spec.key) &&
      Object.keys(index.spec.key as Doc).join() === Object.keys(spec.key as Doc).join();
    const same = sameKey && equal(comparable(index.spec), comparable(spec));
    if (index.name === spec.name) {
      if (same || (sameKey && index.name === '_id_')) return true;
      throw new StoreError(
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${JSON.stringify(spec)}, existing index: ${JSON.stringify(index.spec)}`,
      );
    }
    if (sameKey && index.name === '_id_') return true;
    if (sameKey && equal(index.spec.partialFilterExpression ?? null, spec.partialFilterExpression ?? null))
      throw new StoreError(
        'IndexOptionsConflict',
        same
          ? `Index already exists with a different name: ${index.name}`
          : `An equivalent index already exists with a different name and options. Requested index: ${JSON.stringify(spec)}, existing index: ${JSON.stringify(index.spec)}`,
      );
  }
  return false;
}
function comparable(spec: Doc): Doc {
  const { unique = false, sparse = false, expireAfterSeconds = null, partialFilterExpression = null } = spec;
  return { unique, sparse, expireAfterSeconds, partialFilterExpression };
}

export const createIndexes: Handler = async (command) => {
  const { storage } = command.server;
  const ns = namespaceOf(command);
  const list = command.body.indexes as Doc[];
  demand(Array.isArray(list) && list.length > 0, 'Must specify at least one index to create', 'BadValue');
  const specs = list.map((spec) => readSpec(spec));
  const created = !storage.collection(ns);
  let before = 1;
  const { coll, added, after } = await storage.write(() => {
    const coll = storage.ensureCollection(ns);
    before = coll.indexes.length;
    const added = specs
      .filter((spec) => !existing(coll, spec))
      .map((spec) => {
        const index = makeIndex(storage.newIndexId(), spec);
        index.building = coll.count > 0;
        coll.indexes.push(index);
        storage.markDirty(coll);
        return index;
      });
    return { coll, added, after: coll.indexes.length };
  });
  const unbuilt = added.filter((index) => index.building);
  if (unbuilt.length > 0) await buildIndexes(storage, coll, unbuilt);
  return ok({
    numIndexesBefore: before,
    numIndexesAfter: after,
    createdCollectionAutomatically: created,
    ...(after === before ? { note: 'all indexes already exist' } : {}),
  });
};
/**
 * Indexes whose building a crash or a stop cut short: built anew from the beginning. One that cannot be built (its
 * documents hold the same twice) is dropped, told, and the others are built all the same.
 */
export async function resumeBuilds(
  storage: Storage,
  failed: (index: string, error: unknown) => void,
): Promise<void> {
  for (const coll of [...storage.collections.values()])
    for (const index of coll.indexes.filter((i) => i.building)) {
      if (storage.closing) return;
      try {
        await storage.write(() => storage.clearIndex(index));
        await buildIndexes(storage, coll, [index]);
      } catch (error) {
        if (!storage.closing) failed(`${coll.ns} ${index.name}`, error);
      }
    }
}

export const listIndexes: Handler = (command) => {
  const ns = namespaceOf(command);
  return listing(
    ns,
    requireCollection(command, ns).indexes.map((index) => index.spec),
  );
};
export const dropIndexes: Handler = async (command) => {
  const { storage } = command.server;
  const coll = requireCollection(command, namespaceOf(command));
  const which = command.body.index;
  const was = coll.indexes.length;
  const names: Value[] = Array.isArray(which) ? which : [which];
  const gone = names.flatMap((name) => {
    if (name === '*') return coll.indexes.filter((i) => i.name !== '_id_');
    const found = coll.indexes.find((i) => i.name === name || (isDoc(name) && equal(i.spec.key, name)));
    if (!found)
      throw new StoreError(
        'IndexNotFound',
        isDoc(name)
          ? `can't find index with key: ${JSON.stringify(name)}`
          : `index not found with name [${String(name)}]`,
      );
    demand(found.name !== '_id_', 'cannot drop _id index', 'InvalidOptions');
    return [found];
  });
  await storage.write(() => gone.forEach((index) => storage.dropIndex(coll, index)));
  return ok({ nIndexesWas: was });
};
