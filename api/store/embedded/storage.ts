import { type Database, type RootDatabase, type Transaction } from 'lmdb';
import { backup } from './backup';
import {
  decodeStored,
  encodeStored,
  FORMAT_VERSION,
  newCollection,
  type Collection,
  type Index,
} from './catalog';
import { isWhole, sealed, unsealed } from './checksum';
import { DocumentKeys, valuesOfKey } from './document-keys';
import { duplicateKey } from './duplicate-key';
import { openEnvironment } from './environment';
import { GroupCommit } from './group-commit';
import { changedFields } from './raw-fields';
import { docKey, prefix, prefixed, readTotals, RID, ridBytes, totalsBytes } from './storage-keys';
import { readMeta, upgrade } from './upgrade';
import { decode, type Bytes, type Doc } from './values';
import { WriteMarks } from './write-marks';
export interface Entry {
  rid: number;
  key: Buffer;
}
type Txn = Transaction | undefined;

/** Documents, index entries and the catalogue in one LMDB environment; every change goes through `write`. */
export class Storage {
  readonly collections = new Map<string, Collection>();
  private readonly env: RootDatabase<Buffer, Buffer>;
  private readonly docs: Database<Buffer, Buffer>;
  private readonly entries: Database<Buffer, Buffer>;
  private readonly catalog: Database<Buffer, string>;
  private nextId = 1;
  private readonly commits: GroupCommit;
  /** Collections to be saved with the next commit: all of them, or their three totals only. */
  private readonly changed = new Set<Collection>();
  private readonly counted = new Set<Collection>();
  readonly marks = new WriteMarks();
  /** Set when the store is being stopped: long work ends. */
  closing = false;

  constructor(readonly directory: string) {
    ({
      env: this.env,
      docs: this.docs,
      entries: this.entries,
      catalog: this.catalog,
    } = openEnvironment(directory));
    this.commits = new GroupCommit(
      this.env,
      () => this.saveDirty(),
      () => this.reload(),
    );
    this.load();
  }

  private load(): void {
    const { formatVersion } = readMeta(this.catalog);
    if (formatVersion > FORMAT_VERSION)
      throw new Error(
        `store format ${formatVersion} is newer than ${FORMAT_VERSION}; open it with the version that wrote it`,
      );
    for (const _ of upgrade(this.env, this.docs, this.catalog));
    for (const { key, value } of this.catalog.getRange({ start: 'c:', end: 'c;' })) {
      const coll = decodeStored(value);
      Object.assign(coll, readTotals(this.catalog.get(`n:${coll.id}`)));
      this.collections.set(key.slice(2), coll);
      this.nextId = Math.max(this.nextId, coll.id + 1, ...coll.indexes.map((i) => i.id + 1));
    }
  }

  /** Runs a change in the next LMDB transaction, shared with others waiting; resolves once it is flushed to disk. */
  write<T>(run: () => T): Promise<T> {
    return this.commits.run(run);
  }
  private saveDirty(): void {
    for (const coll of this.changed) this.saveCollection(coll);
    for (const coll of this.counted)
      if (this.collections.get(coll.ns) === coll) void this.catalog.put(`n:${coll.id}`, totalsBytes(coll));
    this.changed.clear();
    this.counted.clear();
  }
  private reload(): void {
    this.changed.clear();
    this.counted.clear();
    this.collections.clear();
    this.env.resetReadTxn();
    this.load();
  }

  /** A snapshot to read from; call `done()` on it. */
  snapshot(): Transaction {
    return this.env.useReadTransaction();
  }

  collection(ns: string): Collection | undefined {
    return this.collections.get(ns);
  }
  /** Inside `write`: the collection, created where it is missing. */
  ensureCollection(ns: string, options: Doc = {}): Collection {
    const existing = this.collections.get(ns);
    if (existing) return existing;
    const coll = newCollection(this.nextId++, this.nextId++, ns, options);
    this.collections.set(ns, coll);
    this.changed.add(coll);
    return coll;
  }
  private saveCollection(coll: Collection): void {
    if (this.collections.get(coll.ns) !== coll) return;
    void this.catalog.put(`n:${coll.id}`, totalsBytes(coll));
    void this.catalog.put(`c:${coll.ns}`, encodeStored(coll));
  }
  markDirty = (coll: Collection) => void this.changed.add(coll);
  newIndexId = () => this.nextId++;
  /** Inside `write`: forgets a collection with its documents and entries. */
  dropCollection(coll: Collection): void {
    this.collections.delete(coll.ns);
    void this.catalog.remove(`c:${coll.ns}`);
    void this.catalog.remove(`n:${coll.id}`);
    this.clearRange(this.docs, coll.id);
    for (const index of coll.indexes) this.clearRange(this.entries, index.id);
  }
  /** Inside `write`: renames a collection. */
  rename(coll: Collection, to: string): void {
    void this.catalog.remove(`c:${coll.ns}`);
    this.collections.delete(coll.ns);
    coll.ns = to;
    this.collections.set(to, coll);
    this.changed.add(coll);
  }
  dropIndex(coll: Collection, index: Index): void {
    coll.indexes = coll.indexes.filter((i) => i !== index);
    this.clearRange(this.entries, index.id);
    this.changed.add(coll);
  }
  private clearRange(db: Database<Buffer, Buffer>, id: number): void {
    for (const key of [...db.getKeys({ start: prefix(id), end: prefix(id + 1) })]) void db.remove(key);
  }

  get(coll: Collection, rid: number, txn?: Txn): Buffer | undefined {
    const stored = this.docs.get(docKey(coll.id, rid), { transaction: txn });
    return stored && unsealed(stored, `${coll.ns}: document ${rid}`);
  }
  /** Documents in the order they were inserted; those damaged are an error, or passed to `damaged` and left out. */
  *scan(
    coll: Collection,
    reverse: boolean,
    txn?: Txn,
    damaged?: (rid: number) => void,
  ): Generator<{ rid: number; bytes: Buffer }> {
    const [low, high] = [prefix(coll.id), prefix(coll.id + 1)];
    const range = reverse ? { start: high, end: low, reverse: true } : { start: low, end: high };
    for (const { key, value } of this.docs.getRange({
      ...range,
      transaction: txn,
      snapshot: txn !== undefined,
    })) {
      const rid = key.readUIntBE(4, RID);
      if (damaged && !isWhole(value)) damaged(rid);
      else yield { rid, bytes: unsealed(value, `${coll.ns}: document ${rid}`) };
    }
  }
  /** Entries of an index whose key lies in [low, high), bounds without the index's prefix. */
  *scanEntries(
    index: Index,
    low: Buffer,
    high: Buffer | null,
    reverse: boolean,
    txn?: Txn,
  ): Generator<Entry> {
    const start = prefixed(index.id, low);
    const end = high ? prefixed(index.id, high) : prefix(index.id + 1);
    const range = reverse ? { start: end, end: start, reverse: true } : { start, end };
    for (const { key, value } of this.entries.getRange({
      ...range,
      transaction: txn,
      snapshot: txn !== undefined,
    })) {
      if (reverse && (Buffer.compare(key, end) >= 0 || Buffer.compare(key, start) < 0)) continue;
      yield { rid: value.readUIntBE(0, RID), key };
    }
  }

  /** The record a whole key of a unique index names. */
  findEntry(index: Index, key: Buffer, txn?: Txn): number | undefined {
    return this.entries.get(prefixed(index.id, key), { transaction: txn })?.readUIntBE(0, RID);
  }
  /** How many entries lie in [low, high). */
  countEntries(index: Index, low: Buffer, high: Buffer | null): number {
    return this.entries.getKeysCount({
      start: prefixed(index.id, low),
      end: high ? prefixed(index.id, high) : prefix(index.id + 1),
    });
  }

  /** The entries a document has in an index; notes arrays and overlong keys met for the first time. */
  private entriesFor(coll: Collection, index: Index, keys: DocumentKeys, rid: number): Buffer[] {
    if (index.partial && !index.partial(keys.doc)) return [];
    const found = keys.of(index, rid);
    if (index.sparse && !found.present) return [];
    for (let i = 0; i < found.multikey.length; i++)
      if (found.multikey[i] && !index.multikey[i]) {
        index.multikey[i] = true;
        this.changed.add(coll);
      }
    if (found.cut && !index.cut) {
      index.cut = true;
      this.changed.add(coll);
    }
    return found.keys;
  }
  private checkUnique(coll: Collection, index: Index, doc: Doc, keys: Buffer[], rid: number): void {
    if (!index.unique) return;
    for (const key of keys) {
      const taken = this.entries.get(key);
      if (taken && taken.readUIntBE(0, RID) !== rid)
        throw duplicateKey(coll, index, valuesOfKey(doc, index, key));
    }
  }
  /** Inside `write`: adds a document. Nothing is written unless every index takes it. */
  insert(coll: Collection, doc: Doc, bytes: Bytes): number {
    const rid = coll.nextRid;
    const keys = new DocumentKeys(doc);
    const added = coll.indexes.map((index) => this.entriesFor(coll, index, keys, rid));
    coll.indexes.forEach((index, i) => this.checkUnique(coll, index, doc, added[i]!, rid));
    coll.nextRid++;
    coll.count++;
    coll.bytes += bytes.length;
    this.counted.add(coll);
    this.marks.note(coll.id, rid);
    const value = ridBytes(rid);
    for (const list of added) for (const key of list) void this.entries.put(key, value);
    void this.docs.put(docKey(coll.id, rid), sealed(bytes));
    return rid;
  }
  /** Inside `write`: replaces a document's content and the index entries that change. */
  replace(coll: Collection, rid: number, before: Doc, oldBytes: Bytes, after: Doc, bytes: Bytes): void {
    const roots = changedFields(oldBytes as Buffer, bytes as Buffer);
    const [oldKeys, newKeys] = [new DocumentKeys(before), new DocumentKeys(after)];
    const touched = coll.indexes.filter(
      (index) => !roots || !index.roots || roots.some((r) => index.roots!.has(r)),
    );
    const changes = touched.map((index) => {
      const old = new Map(
        this.entriesFor(coll, index, oldKeys, rid).map((key) => [key.toString('latin1'), key]),
      );
      const added = this.entriesFor(coll, index, newKeys, rid).filter(
        (key) => !old.delete(key.toString('latin1')),
      );
      return { index, added, removed: old.values() };
    });
    for (const { index, added } of changes) this.checkUnique(coll, index, after, added, rid);
    this.marks.note(coll.id, rid);
    const value = ridBytes(rid);
    for (const { added, removed } of changes) {
      for (const key of removed) void this.entries.remove(key);
      for (const key of added) void this.entries.put(key, value);
    }
    coll.bytes += bytes.length - oldBytes.length;
    this.counted.add(coll);
    void this.docs.put(docKey(coll.id, rid), sealed(bytes));
  }
  /** Inside `write`: removes a document and its entries. */
  remove(coll: Collection, rid: number, doc: Doc, bytes: Bytes): void {
    const keys = new DocumentKeys(doc);
    for (const index of coll.indexes)
      for (const key of this.entriesFor(coll, index, keys, rid)) void this.entries.remove(key);
    this.marks.note(coll.id, rid);
    void this.docs.remove(docKey(coll.id, rid));
    coll.count--;
    coll.bytes -= bytes.length;
    this.counted.add(coll);
  }
  /** All entries of a document in these indexes. */
  entriesOf(coll: Collection, indexes: Index[], rid: number, doc: Doc): Buffer[] {
    const keys = new DocumentKeys(doc);
    return indexes.flatMap((index) => this.entriesFor(coll, index, keys, rid));
  }
  /** Inside `write`: an entry of an existing document in an index that is being built. */
  putEntry(coll: Collection, index: Index, key: Buffer, rid: number): void {
    if (index.unique) {
      const taken = this.entries.get(key);
      if (taken && taken.readUIntBE(0, RID) !== rid)
        throw duplicateKey(coll, index, valuesOfKey(decode(this.get(coll, rid)!), index, key));
    }
    void this.entries.put(key, ridBytes(rid));
  }
  /** Inside `write`: an index without entries, to be built anew. */
  clearIndex(index: Index): void {
    this.clearRange(this.entries, index.id);
  }

  /** For validate: how many keys a document has in an index, and how many of them have no entry. */
  missingEntries(
    coll: Collection,
    index: Index,
    rid: number,
    keys: DocumentKeys,
    txn: Transaction,
  ): { keys: number; missing: number } {
    const all = this.entriesFor(coll, index, keys, rid);
    const missing = all.filter(
      (key) => this.entries.get(key, { transaction: txn })?.readUIntBE(0, RID) !== rid,
    );
    return { keys: all.length, missing: missing.length };
  }
  /** The number of documents as the catalogue on disk has it. */
  storedCount(coll: Collection, txn: Transaction): number {
    const totals = readTotals(this.catalog.get(`n:${coll.id}`, { transaction: txn }));
    if (totals) return totals.count;
    const bytes = this.catalog.get(`c:${coll.ns}`, { transaction: txn });
    return bytes ? decodeStored(bytes).count : 0;
  }
  size(): number {
    const stats = this.env.getStats() as { pageSize: number; lastPageNumber?: number };
    return (stats.lastPageNumber ?? 0) * stats.pageSize;
  }
  backup(path: string): Promise<void> {
    return backup(this.env, path);
  }
  async close(): Promise<void> {
    await this.env.flushed;
    await this.env.close();
  }
}
