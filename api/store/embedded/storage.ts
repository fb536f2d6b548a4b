import { deserialize, serialize } from 'bson';
import { open, type Database, type RootDatabase, type Transaction } from 'lmdb';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { decodeStored, FORMAT_VERSION, makeIndex, type Collection, type Index, type Stored } from './catalog';
import { duplicateKey } from './duplicate-key';
import { GroupCommit } from './group-commit';
import { encodeKey, fitKey, indexedKeys } from './keys';
import { docKey, prefix, RID, ridBytes } from './storage-keys';
import { encode, type Bytes, type Doc, type Value } from './values';
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
  private readonly dirty = new Set<Collection>();

  constructor(directory: string) {
    this.env = open({
      path: join(directory, 'store.mdb'),
      noSubdir: true,
      encoding: 'binary',
      keyEncoding: 'binary',
      maxDbs: 8,
      // The classic commit: data, fdatasync, meta page. A transaction's promise resolves after all three.
      overlappingSync: false,
      maxReaders: 1024,
    });
    this.docs = this.env.openDB('docs', { encoding: 'binary', keyEncoding: 'binary' });
    this.entries = this.env.openDB('entries', { encoding: 'binary', keyEncoding: 'binary' });
    this.catalog = this.env.openDB('catalog', { encoding: 'binary' });
    this.commits = new GroupCommit(
      this.env,
      () => this.saveDirty(),
      () => this.reload(),
    );
    this.load();
  }

  private load(): void {
    const meta = this.catalog.get('!meta');
    if (!meta) this.catalog.putSync('!meta', encode({ formatVersion: FORMAT_VERSION }));
    else {
      const version = (deserialize(meta) as { formatVersion: number }).formatVersion;
      if (version !== FORMAT_VERSION)
        throw new Error(
          `store format ${version} is not ${FORMAT_VERSION}; dump it with the version that wrote it`,
        );
    }
    for (const { key, value } of this.catalog.getRange({ start: 'c:', end: 'c;' })) {
      const stored = decodeStored(value);
      const indexes = stored.indexes.map((i) =>
        Object.assign(makeIndex(i.id, i.spec), { multikey: i.multikey, cut: i.cut, building: i.building }),
      );
      this.collections.set(key.slice(2), { ...stored, indexes });
      this.nextId = Math.max(this.nextId, stored.id + 1, ...stored.indexes.map((i) => i.id + 1));
    }
  }

  /** Runs a change in the next LMDB transaction, shared with others waiting; resolves once it is flushed to disk. */
  write<T>(run: () => T): Promise<T> {
    return this.commits.run(run);
  }
  private saveDirty(): void {
    for (const coll of this.dirty) this.saveCollection(coll);
    this.dirty.clear();
  }
  private reload(): void {
    this.dirty.clear();
    this.collections.clear();
    this.env.resetReadTxn();
    this.load();
  }

  /** A snapshot to read from; call `done()` on it. */
  snapshot(): Transaction {
    this.env.resetReadTxn();
    return this.env.useReadTransaction();
  }

  collection(ns: string): Collection | undefined {
    return this.collections.get(ns);
  }
  /** Inside `write`: the collection, created where it is missing. */
  ensureCollection(ns: string, options: Doc = {}): Collection {
    const existing = this.collections.get(ns);
    if (existing) return existing;
    const id = this.nextId++;
    const idIndex = makeIndex(this.nextId++, { v: 2, key: { _id: 1 }, name: '_id_' });
    const coll: Collection = {
      id,
      ns,
      uuid: randomUUID(),
      options,
      count: 0,
      bytes: 0,
      nextRid: 1,
      indexes: [idIndex],
    };
    this.collections.set(ns, coll);
    this.dirty.add(coll);
    return coll;
  }
  private saveCollection(coll: Collection): void {
    if (this.collections.get(coll.ns) !== coll) return;
    const { indexes, ...rest } = coll;
    const stored: Stored = {
      ...rest,
      indexes: indexes.map(({ id, spec, multikey, cut, building }) => ({
        id,
        spec,
        multikey,
        cut,
        building,
      })),
    };
    void this.catalog.put(`c:${coll.ns}`, Buffer.from(serialize(stored)));
  }
  markDirty(coll: Collection): void {
    this.dirty.add(coll);
  }
  newIndexId(): number {
    return this.nextId++;
  }
  /** Inside `write`: forgets a collection with its documents and entries. */
  dropCollection(coll: Collection): void {
    this.collections.delete(coll.ns);
    void this.catalog.remove(`c:${coll.ns}`);
    this.clearRange(this.docs, coll.id);
    for (const index of coll.indexes) this.clearRange(this.entries, index.id);
  }
  /** Inside `write`: renames a collection. */
  rename(coll: Collection, to: string): void {
    void this.catalog.remove(`c:${coll.ns}`);
    this.collections.delete(coll.ns);
    coll.ns = to;
    this.collections.set(to, coll);
    this.dirty.add(coll);
  }
  dropIndex(coll: Collection, index: Index): void {
    coll.indexes = coll.indexes.filter((i) => i !== index);
    this.clearRange(this.entries, index.id);
    this.dirty.add(coll);
  }
  private clearRange(db: Database<Buffer, Buffer>, id: number): void {
    for (const key of [...db.getKeys({ start: prefix(id), end: prefix(id + 1) })]) void db.remove(key);
  }

  get(coll: Collection, rid: number, txn?: Txn): Buffer | undefined {
    return this.docs.get(docKey(coll.id, rid), { transaction: txn });
  }
  /** Documents in the order they were inserted. */
  *scan(coll: Collection, reverse: boolean, txn?: Txn): Generator<{ rid: number; bytes: Buffer }> {
    const [low, high] = [prefix(coll.id), prefix(coll.id + 1)];
    const range = reverse ? { start: high, end: low, reverse: true } : { start: low, end: high };
    for (const { key, value } of this.docs.getRange({
      ...range,
      transaction: txn,
      snapshot: txn !== undefined,
    }))
      yield { rid: key.readUIntBE(4, RID), bytes: value };
  }
  /** Entries of an index whose key lies in [low, high), bounds without the index's prefix. */
  *scanEntries(
    index: Index,
    low: Buffer,
    high: Buffer | null,
    reverse: boolean,
    txn?: Txn,
  ): Generator<Entry> {
    const start = Buffer.concat([prefix(index.id), low]);
    const end = high ? Buffer.concat([prefix(index.id), high]) : prefix(index.id + 1);
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

  /** How many entries lie in [low, high). */
  countEntries(index: Index, low: Buffer, high: Buffer | null): number {
    this.env.resetReadTxn();
    const start = Buffer.concat([prefix(index.id), low]);
    return this.entries.getKeysCount({
      start,
      end: high ? Buffer.concat([prefix(index.id), high]) : prefix(index.id + 1),
    });
  }

  /** The entry keys of a document in an index, without the index's prefix. */
  private keysFor(coll: Collection, index: Index, doc: Doc): { key: Buffer; values: Value[] }[] {
    if (index.partial && !index.partial(doc)) return [];
    const found = indexedKeys(doc, index.parts);
    if (index.sparse && !found.present) return [];
    found.multikey.forEach((is, i) => {
      if (is && !index.multikey[i]) {
        index.multikey[i] = true;
        this.dirty.add(coll);
      }
    });
    const seen = new Set<string>();
    const out: { key: Buffer; values: Value[] }[] = [];
    for (const values of found.keys) {
      const fitted = fitKey(encodeKey(values, index.directions));
      if (fitted.cut && !index.cut) {
        index.cut = true;
        this.dirty.add(coll);
      }
      const text = found.keys.length > 1 ? fitted.key.toString('latin1') : '';
      if (seen.has(text)) continue;
      seen.add(text);
      out.push({ key: fitted.key, values });
    }
    return out;
  }
  private entryKey(index: Index, key: Buffer, rid: number): Buffer {
    return index.unique
      ? Buffer.concat([prefix(index.id), key])
      : Buffer.concat([prefix(index.id), key, ridBytes(rid)]);
  }
  private checkUnique(
    coll: Collection,
    index: Index,
    keys: { key: Buffer; values: Value[] }[],
    rid: number,
  ): void {
    if (!index.unique) return;
    for (const { key, values } of keys) {
      const taken = this.entries.get(Buffer.concat([prefix(index.id), key]));
      if (taken && taken.readUIntBE(0, RID) !== rid) throw duplicateKey(coll, index, values);
    }
  }
  /** Inside `write`: adds a document. Nothing is written unless every index takes it. */
  insert(coll: Collection, doc: Doc, bytes: Bytes): number {
    const rid = coll.nextRid;
    const changes = coll.indexes.map((index) => ({ index, keys: this.keysFor(coll, index, doc) }));
    for (const { index, keys } of changes) this.checkUnique(coll, index, keys, rid);
    coll.nextRid++;
    coll.count++;
    coll.bytes += bytes.length;
    this.dirty.add(coll);
    const value = ridBytes(rid);
    for (const { index, keys } of changes)
      for (const { key } of keys) void this.entries.put(this.entryKey(index, key, rid), value);
    void this.docs.put(docKey(coll.id, rid), bytes as Buffer);
    return rid;
  }
  /** Inside `write`: replaces a document's content and the index entries that change. */
  replace(coll: Collection, rid: number, before: Doc, oldBytes: Bytes, after: Doc, bytes: Bytes): void {
    const changes = coll.indexes.map((index) => {
      const old = new Map(this.keysFor(coll, index, before).map((k) => [k.key.toString('latin1'), k]));
      const added = this.keysFor(coll, index, after).filter((k) => !old.delete(k.key.toString('latin1')));
      return { index, added, removed: [...old.values()] };
    });
    for (const { index, added } of changes) this.checkUnique(coll, index, added, rid);
    const value = ridBytes(rid);
    for (const { index, added, removed } of changes) {
      for (const { key } of removed) void this.entries.remove(this.entryKey(index, key, rid));
      for (const { key } of added) void this.entries.put(this.entryKey(index, key, rid), value);
    }
    coll.bytes += bytes.length - oldBytes.length;
    this.dirty.add(coll);
    void this.docs.put(docKey(coll.id, rid), bytes as Buffer);
  }
  /** Inside `write`: removes a document and its entries. */
  remove(coll: Collection, rid: number, doc: Doc, bytes: Bytes): void {
    for (const index of coll.indexes)
      for (const { key } of this.keysFor(coll, index, doc))
        void this.entries.remove(this.entryKey(index, key, rid));
    void this.docs.remove(docKey(coll.id, rid));
    coll.count--;
    coll.bytes -= bytes.length;
    this.dirty.add(coll);
  }
  /** Inside `write`: adds one existing document to an index that is being built. */
  addToIndex(coll: Collection, index: Index, rid: number, doc: Doc): void {
    const keys = this.keysFor(coll, index, doc);
    this.checkUnique(coll, index, keys, rid);
    for (const { key } of keys) void this.entries.put(this.entryKey(index, key, rid), ridBytes(rid));
  }

  /** For validate: how many keys a document has in an index, and how many of them have no entry. */
  missingEntries(
    coll: Collection,
    index: Index,
    rid: number,
    doc: Doc,
    txn: Transaction,
  ): { keys: number; missing: number } {
    const keys = this.keysFor(coll, index, doc);
    const missing = keys.filter(({ key }) => {
      const entry = this.entries.get(this.entryKey(index, key, rid), { transaction: txn });
      return entry?.readUIntBE(0, RID) !== rid;
    });
    return { keys: keys.length, missing: missing.length };
  }
  /** The number of documents as the catalogue on disk has it. */
  storedCount(coll: Collection, txn: Transaction): number {
    const bytes = this.catalog.get(`c:${coll.ns}`, { transaction: txn });
    return bytes ? decodeStored(bytes).count : 0;
  }
  size(): number {
    const stats = this.env.getStats() as { pageSize: number; lastPageNumber?: number };
    return (stats.lastPageNumber ?? 0) * stats.pageSize;
  }
  backup(path: string): Promise<void> {
    return this.env.backup(path, true);
  }
  async close(): Promise<void> {
    await this.env.flushed;
    await this.env.close();
  }
}
