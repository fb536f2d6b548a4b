import { EJSON } from 'bson';
import type { Db } from 'mongodb';
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const BATCH = 1000;

/** Writes each collection to `NAME.jsonl` (canonical extended JSON, a document a line) and its indexes to `NAME.indexes.json`. */
export async function dumpDatabase(db: Db, directory: string): Promise<number> {
  mkdirSync(directory, { recursive: true });
  let documents = 0;
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    const file = join(directory, encodeURIComponent(name));
    const out = createWriteStream(`${file}.jsonl`);
    for await (const doc of db
      .collection(name)
      .find({}, { promoteValues: false, bsonRegExp: true, sort: { _id: 1 } })) {
      documents++;
      if (!out.write(`${EJSON.stringify(doc, { relaxed: false })}\n`)) await once(out, 'drain');
    }
    const indexes = createWriteStream(`${file}.indexes.json`);
    indexes.end(EJSON.stringify(await db.collection(name).indexes(), undefined, 2));
    out.end();
    await Promise.all([once(out, 'finish'), once(indexes, 'finish')]);
  }
  return documents;
}
/** Reads what dumpDatabase wrote into a database, which must not have these collections yet. */
export async function restoreDatabase(db: Db, directory: string): Promise<number> {
  let documents = 0;
  const there = new Set((await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name));
  for (const file of readdirSync(directory).filter((f) => f.endsWith('.jsonl'))) {
    const coll = db.collection(decodeURIComponent(file.slice(0, -'.jsonl'.length)));
    if (there.has(coll.collectionName)) {
      if (await coll.findOne({})) throw new Error(`${coll.collectionName} is not empty`);
    } else await db.createCollection(coll.collectionName);
    let batch: Record<string, unknown>[] = [];
    const flush = async () => {
      if (batch.length) await coll.insertMany(batch);
      documents += batch.length;
      batch = [];
    };
    for await (const line of createInterface({ input: createReadStream(join(directory, file)) })) {
      if (line) batch.push(EJSON.parse(line, { relaxed: false }) as Record<string, unknown>);
      if (batch.length >= BATCH) await flush();
    }
    await flush();
    // Last: filling indexes at once is several times faster than keeping them up document by document.
    await readIndexes(db, coll.collectionName, join(directory, file.replace(/jsonl$/, 'indexes.json')));
  }
  return documents;
}
async function readIndexes(db: Db, name: string, file: string): Promise<void> {
  if (!existsSync(file)) return;
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(file)) chunks.push(chunk as Buffer);
  const specs = EJSON.parse(Buffer.concat(chunks).toString()) as {
    name: string;
    key: Record<string, 1>;
    v?: number;
  }[];
  const indexes = specs.filter((i) => i.name !== '_id_').map(({ v: _, ...spec }) => spec);
  if (indexes.length) await db.command({ createIndexes: name, indexes });
}
