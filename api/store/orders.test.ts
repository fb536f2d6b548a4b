import { startTestApp, type TestApp } from '@api/test/test-app';
import { type Order, workOnOrder, workOnOrders } from './orders';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const COLLECTION = 'transfers';
const orders = () => app.deps.db.collection<Order>(COLLECTION);
/** As another process sees the same store. */
const elsewhere = () => ({ clock: app.deps.clock, db: app.deps.db.useDb(app.deps.db.name) });

async function ordered(id: string): Promise<void> {
  await orders().insertOne({ _id: id, pending: true, leaseUntil: new Date(app.deps.clock()) });
}

function door() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

test.each([
  ['in another process', elsewhere, 0, 0],
  ['in this process', () => app.deps, 0, 0],
  ['in this process, with the clock set forward', () => app.deps, 3_600_000, 0],
  ['in another process, when the one at work is silent for too long', elsewhere, 3_600_000, 1],
])('an order in work is taken %s: %#', async (name, other, ms, taken) => {
  await ordered(name);
  const { open, opened } = door();
  let done = 0;
  let began = () => {};
  const beginning = new Promise<void>((resolve) => {
    began = resolve;
  });
  const first = workOnOrder(app.deps, COLLECTION, name, async () => {
    began();
    await opened;
  });
  await beginning;
  app.travel(ms);
  await workOnOrder(other(), COLLECTION, name, () => {
    done += 1;
    return Promise.resolve();
  });
  expect(done).toBe(taken);
  open();
  await first;
  await workOnOrder(elsewhere(), COLLECTION, name, () => {
    done += 1;
    return Promise.resolve();
  });
  expect(done).toBe(taken + 1);
});

test('who was silent for too long and comes back finds the order another’s, and leaves it to him', async () => {
  await ordered('silent');
  const answers: boolean[] = [];
  await workOnOrder(app.deps, COLLECTION, 'silent', async (_order, goOn) => {
    answers.push(await goOn());
    app.travel(3_600_000);
    await workOnOrder(elsewhere(), COLLECTION, 'silent', async (_taken, mine) => {
      answers.push(await goOn(), await mine());
    });
    answers.push(await goOn());
  });
  expect(answers).toEqual([true, false, true, false]);
});

test('work that fails gives the order back, work that is over is not begun again', async () => {
  await ordered('fails');
  await expect(
    workOnOrder(app.deps, COLLECTION, 'fails', () => Promise.reject(new Error('the disk is full'))),
  ).rejects.toThrow('the disk is full');
  const seen: string[] = [];
  const finish = (id: string) =>
    workOnOrder(app.deps, COLLECTION, id, async (_order, goOn) => {
      expect(await goOn()).toBe(true);
      await orders().updateOne({ _id: id }, { $unset: { pending: '' } });
      expect(await goOn()).toBe(false);
      seen.push(id);
    });
  await finish('fails');
  await finish('fails');
  expect(seen).toEqual(['fails']);
  await ordered('a');
  await ordered('b');
  await orders().deleteMany({ _id: { $nin: ['a', 'b'] } });
  expect(await workOnOrders(app.deps, COLLECTION, finish, () => seen.includes('a'))).toBe(2);
  expect(seen).toEqual(['fails', 'a']);
});
