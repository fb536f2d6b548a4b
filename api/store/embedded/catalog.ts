import { deserialize, serialize } from 'bson';
import { randomUUID } from 'node:crypto';
import { evaluate } from './expressions';
import { compileFilter } from './matcher';
import { type Predicate } from './matcher-walk';
import { pathsOf, rootsOf } from './raw-fields';
import { decode, toNumber, type Doc } from './values';

/** Raised when what is on disk can no longer be read by older code. */
export const FORMAT_VERSION = 3;

export interface Index {
  id: number;
  name: string;
  paths: string[];
  parts: string[][];
  directions: number[];
  unique: boolean;
  sparse: boolean;
  partial: Predicate | null;
  /** Top-level fields its entries depend on; null where that cannot be told. */
  roots: ReadonlySet<string> | null;
  /** The specification as listIndexes shows it. */
  spec: Doc;
  /** For each field, whether some document has an array on its path. */
  multikey: boolean[];
  /** Some key was too long and is kept as a hash: its order cannot be relied on. */
  cut: boolean;
  /** Being built: written to, not yet read from. */
  building: boolean;
}
export interface Collection {
  id: number;
  ns: string;
  uuid: string;
  options: Doc;
  count: number;
  bytes: number;
  nextRid: number;
  indexes: Index[];
}
interface Stored {
  id: number;
  ns: string;
  uuid: string;
  options: Doc;
  count: number;
  bytes: number;
  nextRid: number;
  indexes: { id: number; spec: Doc; multikey: boolean[]; cut: boolean; building: boolean }[];
}

export function makeIndex(id: number, spec: Doc): Index {
  const key = spec.key as Doc;
  const paths = Object.keys(key);
  const filter = spec.partialFilterExpression as Doc | undefined;
  return {
    id,
    name: spec.name as string,
    paths,
    parts: paths.map((p) => p.split('.')),
    directions: paths.map((p) => (toNumber(key[p]) < 0 ? -1 : 1)),
    unique: spec.unique === true || spec.name === '_id_',
    sparse: spec.sparse === true,
    partial: filter ? compileFilter(filter, { evaluate }) : null,
    roots: rootsOf([...paths, ...pathsOf(filter ?? {})]),
    spec,
    multikey: paths.map(() => false),
    cut: false,
    building: false,
  };
}

export function newCollection(id: number, idIndex: number, ns: string, options: Doc): Collection {
  const indexes = [makeIndex(idIndex, { v: 2, key: { _id: 1 }, name: '_id_' })];
  return { id, ns, uuid: randomUUID(), options, count: 0, bytes: 0, nextRid: 1, indexes };
}
export function encodeStored({ indexes, ...rest }: Collection): Buffer {
  const kept = indexes.map(({ id, spec, multikey, cut, building }) => ({
    id,
    spec,
    multikey,
    cut,
    building,
  }));
  const stored: Stored = { ...rest, indexes: kept };
  return Buffer.from(serialize(stored));
}
export function decodeStored(bytes: Buffer): Collection {
  const plain = deserialize(bytes) as Stored;
  // Of the specifications every BSON type is kept: listIndexes shows them as they were given.
  const typed = decode(bytes) as unknown as Stored;
  const indexes = plain.indexes.map(({ id, multikey, cut, building }, at) =>
    Object.assign(makeIndex(id, typed.indexes[at]!.spec), { multikey, cut, building }),
  );
  return { ...plain, options: typed.options, indexes };
}
