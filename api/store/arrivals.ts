import mongoose, { type mongo } from 'mongoose';

/** What stands in an order of arrival: one of a person while it is `active`, its number unique within its line. */
interface InLine {
  userId: string;
  arrival: number;
  active?: true;
}

const TRIES = 200;

const isDuplicate = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoBulkWriteError &&
  [error.writeErrors].flat().every(({ code }) => code === 11000);

/**
 * Puts people into a line, in the order given. The number is given by the insert itself, one after the last there is:
 * the unique index lets no two have the same, and since nothing is ever inserted beyond a gap, whoever is seen in the
 * line has everybody before him in it. Who stands there already is left as he is, and of two of one person the second
 * is left out.
 * @param line what all documents of the line share, with a unique index on it and `arrival`
 * @throws Error when other processes took every number it tried
 */
export async function joinLine<D extends InLine>(
  collection: mongo.Collection<D>,
  line: mongo.Filter<D>,
  arriving: readonly Omit<D, 'arrival'>[],
): Promise<void> {
  let left = arriving;
  for (let i = 0; i < TRIES; i += 1) {
    left = await newcomers(collection, line, left);
    if (left.length === 0) return;
    const [last] = await collection
      .find(line, { sort: { arrival: -1 }, limit: 1, projection: { arrival: 1 } })
      .toArray();
    const before = last?.arrival ?? 0;
    try {
      await collection.insertMany(
        left.map((doc, at) => ({ ...doc, arrival: before + at + 1 }) as mongo.OptionalUnlessRequiredId<D>),
        { ordered: true },
      );
      return;
    } catch (error) {
      // Another process was faster with a number; those in front of it are in.
      if (!isDuplicate(error)) throw error;
    }
  }
  throw new Error(`no number to be had in ${collection.collectionName} ${JSON.stringify(line)}`);
}

async function newcomers<D extends InLine>(
  collection: mongo.Collection<D>,
  line: mongo.Filter<D>,
  arriving: readonly Omit<D, 'arrival'>[],
): Promise<Omit<D, 'arrival'>[]> {
  const people = arriving.map((doc) => doc.userId);
  const standing = await collection
    .find({ ...line, userId: { $in: people }, active: true } as mongo.Filter<D>, {
      projection: { userId: 1 },
    })
    .toArray();
  const known = new Set(standing.map(({ userId }) => userId));
  return arriving.filter((doc) => {
    const userId = doc.userId;
    if (known.has(userId)) return false;
    known.add(userId);
    return true;
  });
}
