import { QueryObserver, type QueryKey } from '@tanstack/react-query';
import { createQueries, type Keep } from './create-queries';
import { fakeStore } from './test/fakes';

const who = { id: null as string | null };
const start = (store = fakeStore()) => ({ store, ...createQueries(store, () => who.id) });
/** As a page does it: asks, and the answer is kept as `keep` says. */
async function read({ queries }: ReturnType<typeof start>, key: QueryKey, answer: unknown, keep: Keep) {
  const observer = new QueryObserver(queries, {
    queryKey: key,
    queryFn: () => Promise.resolve(answer),
    meta: { keep },
  });
  const stop = observer.subscribe(() => undefined);
  await observer.refetch();
  stop();
}
const shownAtOnce = (app: ReturnType<typeof start>, key: QueryKey) => app.queries.getQueryData(key);

beforeEach(() => void (who.id = 'u1'));

test('what is kept is there at once after a restart, other answers are not', async () => {
  const app = start();
  await read(app, ['grid'], { name: '一号网格' }, true);
  await read(app, ['mine'], { items: ['我的事'] }, 'mine');
  await read(app, ['secret'], 1, false);
  const again = start(app.store);
  expect(shownAtOnce(again, ['grid'])).toEqual({ name: '一号网格' });
  expect(shownAtOnce(again, ['mine'])).toEqual({ items: ['我的事'] });
  expect(shownAtOnce(again, ['secret'])).toBeUndefined();
});

test('what is kept is asked for again by who opens it anew, however short the time between', async () => {
  const app = start();
  await read(app, ['mine'], 'a moment ago', 'mine');
  const again = start(app.store);
  const observer = new QueryObserver(again.queries, {
    queryKey: ['mine'],
    queryFn: () => Promise.resolve('now'),
  });
  const seen = new Promise((resolve) => {
    const stop = observer.subscribe(({ data, isFetching }) => {
      if (isFetching) return;
      stop();
      resolve(data);
    });
  });
  expect(observer.getCurrentResult().data).toBe('a moment ago');
  expect(await seen).toBe('now');
});

test('one’s own is for nobody else: gone at signing out, not there for the next person, not left in storage', async () => {
  const app = start();
  await read(app, ['grid'], 'g', true);
  await read(app, ['mine'], 'm', 'mine');
  who.id = null;
  app.forgetOthers();
  expect(JSON.stringify([...app.store.texts])).not.toContain('"m"');
  who.id = 'u1';
  await read(app, ['mine'], 'm', 'mine');
  // The app is killed; on the same device somebody else is signed in.
  who.id = 'u2';
  const next = start(app.store);
  expect(shownAtOnce(next, ['mine'])).toBeUndefined();
  expect(shownAtOnce(next, ['grid'])).toBe('g');
  await read(next, ['other'], 'o', 'mine');
  expect(JSON.stringify([...next.store.texts])).not.toContain('"m"');
});

test('an answer that comes after signing out is not kept', async () => {
  const app = start();
  who.id = null;
  await read(app, ['mine'], 'm', 'mine');
  expect(app.store.texts.size).toBe(0);
});

test('of a list the first page is kept', async () => {
  const app = start();
  await read(app, ['list'], { pages: [['a'], ['b']], pageParams: [null, 'c1'] }, 'mine');
  expect(shownAtOnce(start(app.store), ['list'])).toEqual({ pages: [['a']], pageParams: [null] });
});
