import { deserialize } from 'bson';
import { evaluate } from './expressions';
import { compileFilter } from './matcher';
import { type Predicate } from './matcher-walk';
import { pathsOf, rootsOf } from './raw-fields';
import { decode, toNumber, type Doc } from './values';

/** Raised when what is on disk can no longer be read by older code. */
export const FORMAT_VERSION = 2;

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
export interface Stored {
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

export function decodeStored(bytes: Buffer): Stored {
  const plain = deserialize(bytes) as Stored;
  const typed = decode(bytes) as unknown as Stored;
  return {
    ...plain,
    options: typed.options,
    indexes: plain.indexes.map((i, at) => ({ ...i, spec: typed.indexes[at]!.spec })),
  };
}
