import { mongo } from 'mongoose';
import type { CaseSummary } from '@shared/cases/schemas';
import { get } from '@api/test/request';
import { buildWorld, submit, type World } from '@api/test/quality/world';
import { settle, startTestApp, type TestApp } from '@api/test/test-app';
import { type CaseDoc, casesOf } from './case.model';
import { fillCells } from './fill-cells';
import { createCaseIndexes } from './index';
import { copyCases } from './test/copy-cases';

const CASES = 1200;
const FORMER = { visibility: 1, cell: 1, _id: -1 } as const;

let app: TestApp;
let world: World;
const cases = () => casesOf(app.deps.db).collection;
const left = () => cases().countDocuments({ cell: { $exists: true } });
const contents = async () =>
  (await cases()
    .find({}, { sort: { _id: 1 } })
    .toArray()) as unknown as (CaseDoc & { cell?: string })[];

/** As an earlier version left them: one cell, and the index of it. */
const age = async () => {
  await cases().updateMany({}, { $unset: { cells: 1 }, $set: { cell: '88411cb25bfffff' } });
  await cases().updateMany({ kind: 'wish' }, { $set: { cell: null } });
};

beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
  const { id } = await submit(world, { text: '路灯不亮' });
  await settle();
  const [{ lng, lat }] = world.home.centres;
  await copyCases(app, id, CASES, (i) => ({
    place: { lng: lng + (i % 100) * 1e-5, lat: lat + (i % 83) * 1e-5 },
    kind: i % 10 === 0 ? 'wish' : 'report',
  }));
}, 60_000);
afterEach(() => jest.restoreAllMocks());
afterAll(() => app.stop());

const near = async () => {
  const { lng, lat } = world.home.centres[0];
  const path = `/cases?near=${lng},${lat}&radiusM=3000&coordType=wgs84&limit=50`;
  return (await get<{ items: CaseSummary[] }>(app, path)).body.items.map(({ id }) => id);
};

test('cases of earlier versions are found by place again, and are as if filed today', async () => {
  const before = await contents();
  const found = await near();
  expect(found.length).toBe(50);
  await age();
  expect(await near()).toEqual([]);
  expect(await fillCells(app.deps)).toBe(CASES + 1);
  expect(await near()).toEqual(found);
  expect(await contents()).toEqual(before);
  expect(await fillCells(app.deps)).toBe(0);
});

test('several processes at once and a stop in the middle: each case is filled once', async () => {
  await age();
  let rounds = 0;
  expect(await fillCells(app.deps, () => rounds++ > 0)).toBe(500);
  expect(await left()).toBe(CASES + 1 - 500);
  const filled = await Promise.all([fillCells(app.deps), fillCells(app.deps), fillCells(app.deps)]);
  expect(filled.reduce((sum, count) => sum + count)).toBe(CASES + 1 - 500);
  expect(await left()).toBe(0);
});

test('a case that moves meanwhile keeps its new place', async () => {
  await age();
  const moved = { place: { lng: 116.4, lat: 39.9 }, cells: ['new'] };
  const [first] = await contents();
  const prototype = mongo.Collection.prototype as unknown as Record<
    'bulkWrite',
    (...args: unknown[]) => unknown
  >;
  const original = prototype.bulkWrite;
  jest.spyOn(prototype, 'bulkWrite').mockImplementationOnce(async function (this: mongo.Collection, ...args) {
    await cases().updateOne({ _id: first?._id }, { $set: moved, $unset: { cell: 1 }, $inc: { version: 1 } });
    return original.apply(this, args);
  });
  await fillCells(app.deps);
  expect((await contents())[0]).toMatchObject(moved);
  expect(await left()).toBe(0);
});

test('the index of the former field goes, whoever starts first', async () => {
  const names = async () => (await cases().indexes()).map(({ key }) => JSON.stringify(key));
  await cases().createIndex(FORMER);
  expect(await names()).toContain(JSON.stringify(FORMER));
  await Promise.all([createCaseIndexes(app.deps), createCaseIndexes(app.deps)]);
  expect(await names()).not.toContain(JSON.stringify(FORMER));
});
