import { createHash } from 'node:crypto';
import { EJSON } from 'bson';
import type { TestApp } from './test-app';

/** The audit log says what was refused, too. */
const LOG = /^audit/;

/** A digest per collection of everything stored but the audit log: whoever claims that nothing changed compares two of these. */
export async function snapshotStore(app: TestApp): Promise<Record<string, string>> {
  const collections = await app.deps.db.listCollections();
  const digests = await Promise.all(
    collections
      .filter(({ name }) => !LOG.test(name))
      .map(async ({ name }): Promise<[string, string]> => {
        const documents = await app.deps.db.collection(name).find({}).sort({ _id: 1 }).toArray();
        return [name, createHash('sha256').update(EJSON.stringify(documents)).digest('hex')];
      }),
  );
  // A collection that came into being empty holds nothing.
  const empty = createHash('sha256').update('[]').digest('hex');
  return Object.fromEntries(digests.filter(([, digest]) => digest !== empty).sort());
}
