import { type Connection, mongo } from 'mongoose';

interface Waiting<T, R> {
  item: T;
  resolve: (result: R) => void;
  reject: (error: unknown) => void;
}

/**
 * Lets requests that come at the same time share one round to the store: while a round is under way the next ones
 * gather. Alone, a request goes at once. What a round throws, everybody in it gets.
 * @param run answers in the order of its items
 * @param most items of one round
 */
export function together<T, R>(
  run: (items: readonly T[]) => Promise<readonly R[]>,
  most = 100,
): (item: T) => Promise<R> {
  const waiting: Waiting<T, R>[] = [];
  let running = false;
  const round = async (batch: readonly Waiting<T, R>[]): Promise<void> => {
    try {
      const results = await run(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, i) => resolve(results[i] as R));
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
  };
  const rounds = async (): Promise<void> => {
    while (waiting.length > 0) await round(waiting.splice(0, most));
    running = false;
  };
  return (item) =>
    new Promise<R>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (running) return;
      running = true;
      queueMicrotask(() => void rounds());
    });
}

/**
 * Lets requests that ask for the same thing at the same time share one answer. It is read after the last of them has
 * asked, so nobody gets an older one than alone.
 */
export function sharedByKey<A, R>(
  keyOf: (asked: A) => string,
  read: (asked: A) => Promise<R>,
): (asked: A) => Promise<R> {
  return together(async (all) => {
    const reads = new Map(all.map((asked) => [keyOf(asked), asked]));
    const answers = await Promise.all(
      [...reads].map(async ([key, asked]) => [key, await read(asked)] as const),
    );
    const byKey = new Map(answers);
    return all.map((asked) => byKey.get(keyOf(asked)) as R);
  });
}

/** One gatherer for each connection, made when first needed. */
export function perConnection<G>(make: (db: Connection) => G): (db: Connection) => G {
  const made = new WeakMap<Connection, G>();
  return (db) => {
    const known = made.get(db);
    if (known) return known;
    const fresh = make(db);
    made.set(db, fresh);
    return fresh;
  };
}

const inserters = perConnection(() => new Map<string, (doc: object) => Promise<Error | null>>());

/**
 * Inserts a document, together with what others insert into the same collection at the same time.
 * @throws MongoServerError of this document alone (code 11000 when its key is taken)
 */
export async function insertTogether(db: Connection, collection: string, doc: object): Promise<void> {
  const known = inserters(db);
  let insert = known.get(collection);
  if (!insert)
    known.set(collection, (insert = together((docs: readonly object[]) => insertAll(db, collection, docs))));
  const failure = await insert(doc);
  if (failure) throw failure;
}

/** What went wrong with each, null where nothing did. */
async function insertAll(
  db: Connection,
  collection: string,
  docs: readonly object[],
): Promise<(Error | null)[]> {
  try {
    await db.collection(collection).insertMany([...docs], { ordered: false });
    return docs.map(() => null);
  } catch (error) {
    if (!(error instanceof mongo.MongoBulkWriteError)) throw error;
    const failures = new Map([error.writeErrors].flat().map((failed) => [failed.index, failed]));
    if (failures.size === 0) throw error;
    return docs.map((_, i) => {
      const failed = failures.get(i);
      return failed ? new mongo.MongoServerError({ message: failed.errmsg, code: failed.code }) : null;
    });
  }
}
