import type { Transaction } from 'lmdb';
import type { Collection } from './catalog';
import { DocumentKeys } from './document-keys';
import { drive, type Pace } from './executor';
import type { Storage } from './storage';
import { decode } from './values';

export interface Validation {
  ok: boolean;
  problems: string[];
  documents: number;
  indexEntries: number;
}

/**
 * Checks on one snapshot that every document has exactly its index entries, and the catalogue the right counts; of one
 * collection, where it is named, else of all. Others are served meanwhile.
 */
export async function validate(storage: Storage, pace: Pace, only?: Collection): Promise<Validation> {
  const out: Validation = { ok: true, problems: [], documents: 0, indexEntries: 0 };
  const txn = storage.snapshot();
  const checked = [...storage.collections.values()]
    .filter((coll) => !only || coll.id === only.id)
    .map((coll) => ({ ...coll, indexes: coll.indexes.filter((index) => !index.building) }));
  try {
    for (const coll of checked) await drive(validateCollection(storage, coll, txn, out), pace, () => false);
  } finally {
    txn.done();
  }
  return { ...out, ok: out.problems.length === 0 };
}
function* validateCollection(
  storage: Storage,
  coll: Collection,
  txn: Transaction,
  out: Validation,
): Generator<null> {
  const { indexes } = coll;
  const keys = indexes.map(() => 0);
  let documents = 0;
  const damaged = (rid: number) => {
    documents++;
    out.problems.push(`${coll.ns}: document ${rid} is damaged`);
  };
  for (const { rid, bytes } of storage.scan(coll, false, txn, damaged)) {
    if (++documents % 64 === 0) yield null;
    const document = new DocumentKeys(decode(bytes));
    indexes.forEach((index, i) => {
      const missing = storage.missingEntries(coll, index, rid, document, txn);
      keys[i]! += missing.keys;
      if (missing.missing)
        out.problems.push(`${coll.ns} ${index.name}: document ${rid} lacks ${missing.missing} entries`);
    });
  }
  const stored = storage.storedCount(coll, txn);
  if (documents !== stored) out.problems.push(`${coll.ns}: ${documents} documents, catalogue says ${stored}`);
  for (const [i, index] of indexes.entries()) {
    let entries = 0;
    for (const entry of storage.scanEntries(index, Buffer.alloc(0), null, false, txn))
      if (entry.rid > 0 && ++entries % 512 === 0) yield null;
    out.indexEntries += entries;
    if (entries !== keys[i])
      out.problems.push(`${coll.ns} ${index.name}: ${entries} entries for ${keys[i]} keys`);
  }
  out.documents += documents;
}
