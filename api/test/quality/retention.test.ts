import { createIndexes } from '@api/app';
import { purgePhoneCodes } from '@api/features/auth';
import { purgeContactRecords } from '@api/features/contacts';
import { purgeDeliveries } from '@api/features/webhooks';
import { DAY_MS } from '@shared/time/shanghai';
import { startTestApp, TEST_NOW, type TestApp } from '../test-app';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const at = (days: number) => new Date(TEST_NOW + days * DAY_MS);

/** By the product's own clock, which need not be the database server's. */
test.each([
  ['phoneCodes', 'expiresAt', purgePhoneCodes, at(-1), at(1)],
  ['webhookDeliveries', 'createdAt', purgeDeliveries, at(-31), at(-29)],
  ['contactRecords', 'at', purgeContactRecords, at(-401), at(-399)],
] as const)('of %s only what has had its time goes', async (name, field, purge, old, young) => {
  const all = app.deps.db.collection<{ _id: string }>(name);
  await all.insertMany([
    { _id: 'old', [field]: old },
    { _id: 'young', [field]: young },
  ]);
  expect([await purge(app.deps), await purge(app.deps)]).toEqual([1, 0]);
  expect(await all.find({}, { projection: { _id: 1 } }).toArray()).toEqual([{ _id: 'young' }]);
});

test('indexes by which the server itself removed documents are gone after an upgrade', async () => {
  const ttlOf = async (name: string) =>
    (await app.deps.db.collection(name).listIndexes().toArray()).filter(
      (index) => (index as { expireAfterSeconds?: number }).expireAfterSeconds !== undefined,
    ).length;
  for (const [name, field] of [
    ['phoneCodes', 'expiresAt'],
    ['webhookDeliveries', 'createdAt'],
  ] as const) {
    const all = app.deps.db.collection(name);
    await all.dropIndex(`${field}_1`);
    await all.createIndex({ [field]: 1 }, { expireAfterSeconds: 3600 });
    expect(await ttlOf(name)).toBe(1);
    await createIndexes(app.deps);
    expect(await ttlOf(name)).toBe(0);
  }
});
