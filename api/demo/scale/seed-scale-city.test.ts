import { brokenLink, casesOf, eventsOf } from '@api/features/cases';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { seedScaleCity } from './seed-scale-city';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
}, 60_000);
afterAll(() => app.stop());

test('a small run of the scale generator: exact counts, whole chains, routed places; no second city on top', async () => {
  const options = { grids: 96, microgrids: 260, cases: 620 };
  const report = await seedScaleCity(app.deps, options);
  expect(report).toMatchObject({ cases: 620 });
  await app.deps.routing.refresh(true);
  const { db, routing } = app.deps;
  const level = (name: string) => db.collection('areas').countDocuments({ level: name });
  expect([await level('grid'), await level('microgrid')]).toEqual([96, 260]);
  expect(await casesOf(db).countDocuments()).toBe(620);
  expect(await eventsOf(db).countDocuments()).toBe(report.events);
  const sample = await casesOf(db).find().limit(60).lean();
  for (const doc of sample) {
    expect(routing.current().locate(doc.place?.lng ?? 0, doc.place?.lat ?? 0).grid?.code).toBe(doc.gridCode);
    const log = await eventsOf(db)
      .find({ caseId: String(doc._id) }, { sort: { seq: 1 } })
      .toArray();
    expect([log.length, brokenLink(log)]).toEqual([doc.seq, -1]);
  }
  await expect(seedScaleCity(app.deps, options)).rejects.toThrow('already holds');
}, 60_000);
