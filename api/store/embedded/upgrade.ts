import { deserialize } from 'bson';
import { type Database, type RootDatabase } from 'lmdb';
import { FORMAT_VERSION } from './catalog';
import { sealed } from './checksum';
import { encode } from './values';

type Bytes = Database<Buffer, Buffer>;
interface Meta {
  formatVersion: number;
  /** Under an upgrade: the key (hex) up to which documents are of this format; '' before the first. */
  sealedTo?: string;
}
const META = '!meta';
/** A batch is one transaction, held in memory as a whole. */
const BATCH = { documents: 1000, bytes: 4 * 1024 * 1024 };

/** The format a file says it has; 0 for a new one. */
export function readMeta(catalog: Database<Buffer, string>): Meta {
  const meta = catalog.get(META);
  return meta ? (deserialize(meta) as Meta) : { formatVersion: 0 };
}

/**
 * Brings a file to the format of today, one durable batch for each step of the generator, so that a large file needs
 * little memory. The file says how far it has come: cut short anywhere, the next start goes on from there, and older
 * code refuses it from the first batch on.
 */
export function* upgrade(
  env: RootDatabase<Buffer, Buffer>,
  docs: Bytes,
  catalog: Database<Buffer, string>,
): Generator<number> {
  const { formatVersion, sealedTo } = readMeta(catalog);
  if (formatVersion === FORMAT_VERSION && sealedTo === undefined) return;
  const note = (meta: Meta) => catalog.putSync(META, encode({ ...meta }));
  let done: Buffer | null = sealedTo ? Buffer.from(sealedTo, 'hex') : null;
  for (;;) {
    const { last, documents } = env.transactionSync(() => sealBatch(docs, done, note));
    if (last === null) return;
    done = last;
    yield documents;
  }
}

/** Documents of formats 1 and 2 get their checksum; where the totals lie moves with their first change. */
function sealBatch(
  docs: Bytes,
  done: Buffer | null,
  note: (meta: Meta) => unknown,
): { last: Buffer | null; documents: number } {
  const keys: Buffer[] = [];
  let bytes = 0;
  for (const { key, value } of docs.getRange(done ? { start: done, exclusiveStart: true } : {})) {
    keys.push(Buffer.from(key));
    bytes += value.length;
    if (keys.length >= BATCH.documents || bytes >= BATCH.bytes) break;
  }
  for (const key of keys) docs.putSync(key, sealed(docs.get(key)!));
  const last = keys.at(-1) ?? null;
  note({ formatVersion: FORMAT_VERSION, ...(last && { sealedTo: last.toString('hex') }) });
  return { last, documents: keys.length };
}
