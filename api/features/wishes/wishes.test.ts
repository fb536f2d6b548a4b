import type { Session } from '@shared/auth/schemas';
import type { CaseView } from '@shared/cases/schemas';
import type { Problem } from '@shared/core/errors';
import { CLAIM_DAYS, WISH_DAYS } from '@shared/wishes/rules';
import type { WishItem } from '@shared/wishes/contract';
import { DAY_MS } from '@shared/time/shanghai';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { act, get, post } from '@api/test/request';
import { startTestApp, TEST_NOW, type TestApp } from '@api/test/test-app';
import { upload } from '@api/test/quality/world';
import { casesOf, eventsOf, flushAllEvents, runWishClock } from '../cases';
import { deliverNotifications, notificationsOf } from '../notifications';

let app: TestApp;
let town: Community;
let wisher: Person;
let worker: Person;
let giver: Person;
let member: Person;
let neighbour: Person;

beforeAll(async () => {
  app = await startTestApp();
  town = await buildCommunity(app);
  const [grid, other] = town.grids;
  wisher = await town.person({ name: '许静怡', homeGrid: grid });
  neighbour = await town.person({ name: '马师傅', homeGrid: grid });
  worker = await town.person({ name: '王芳', role: 'grid_worker', area: grid, post: 'grid_worker' });
  giver = await town.person({ name: '方雨桐', role: 'volunteer', area: other, homeGrid: other });
  member = await town.person({ name: '沈国梁', role: 'party_member', area: other, homeGrid: other });
});
afterAll(() => app.stop());
beforeEach(() => app.setClock(TEST_NOW));

const anew = async (person: Person): Promise<string> =>
  (await post<Session>(app, '/auth/demo', { persona: person.persona })).body.accessToken;
const wishFor = async (extra: object = {}, uploadIds: string[] = []) =>
  (
    await post<CaseView>(
      app,
      '/cases',
      {
        kind: 'wish',
        text: '想要一把轮椅，推老伴下楼晒太阳',
        wish: { type: 'thing', forWhom: 'elder' },
        uploadIds,
        ...extra,
      },
      wisher.token,
    )
  ).body;
async function open(extra: object = {}, uploadIds: string[] = []) {
  const made = await wishFor(extra, uploadIds);
  await act(app, worker.token, made.id, 'accept');
  return made;
}
const listed = async (person: Person | null, query = '') =>
  (await get<{ items: WishItem[] }>(app, `/wishes?area=${town.community}&limit=100${query}`, person?.token))
    .body.items;
const find = async (person: Person | null, id: string, query = '') =>
  (await listed(person, query)).find((item) => item.id === id);
const photoOf = async (person: Person) => (await upload(app, person.token)).body.id;

test('nobody reads a wish until its grid has accepted it', async () => {
  const made = await wishFor();
  expect(made.assignee).toMatchObject({ type: 'person', worker: { name: '王芳' } });
  expect((await get(app, `/cases/${made.id}`, giver.token)).status).toBe(404);
  expect((await act(app, giver.token, made.id, 'claim')).status).toBe(404);
  expect(await find(giver, made.id)).toBeUndefined();
  await act(app, worker.token, made.id, 'accept');
  const item = await find(giver, made.id);
  expect(item).toMatchObject({ state: 'open', forWhom: 'elder', mayClaim: true, claimedBy: null });
  expect(item?.area?.code).toBe(town.community);
  expect((await find(neighbour, made.id))?.mayClaim).toBe(false);
  expect((await find(null, made.id))?.mayClaim).toBe(false);
});

test('one that is to stay private is never shown, and declined ones neither', async () => {
  const quiet = await open({ visibility: 'private' });
  const refused = await wishFor();
  await act(app, worker.token, refused.id, 'decline', { reason: 'not_government', text: '请找社区' });
  for (const { id } of [quiet, refused]) {
    expect(await find(giver, id)).toBeUndefined();
    expect((await get(app, `/cases/${id}`, giver.token)).status).toBe(404);
  }
});

test('200 volunteers claim one wish: exactly one has it, the others are told why and shown another', async () => {
  const [made, spare] = [await open(), await open()];
  const crowd = await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      town.person({ name: `志愿者${n}`, role: 'volunteer', area: town.grids[1] }),
    ),
  );
  const answers = await Promise.all(
    crowd.map(({ token }) =>
      post<Omit<Problem, 'status'> & { next?: { id: string } }>(
        app,
        `/cases/${made.id}/actions/claim`,
        {},
        token,
      ),
    ),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const lost = answers.filter(({ status }) => status === 409);
  expect(lost).toHaveLength(199);
  for (const { body } of lost) {
    expect(body.detail).toContain('被别人认领');
    expect(body.next?.id).toBeDefined();
    expect(body.next?.id).not.toBe(made.id);
  }
  await flushAllEvents(app.deps.db);
  expect(await eventsOf(app.deps.db).countDocuments({ caseId: made.id, type: 'claim' })).toBe(1);
  expect((await find(null, spare.id))?.state).toBe('open');
}, 60_000);

test('claimed, fulfilled with a photo, thanked; both are told, and it hangs on the wall', async () => {
  const made = await open();
  expect((await act(app, neighbour.token, made.id, 'claim')).status).toBe(403);
  expect((await act(app, wisher.token, made.id, 'claim')).status).toBe(403);
  expect((await act(app, member.token, made.id, 'claim')).status).toBe(200);
  expect(await find(wisher, made.id, '&state=claimed')).toMatchObject({
    mine: 'made',
    claimedBy: '党员沈**',
  });
  const mine = await get<{ items: WishItem[] }>(app, '/me/wishes?relation=claimed', member.token);
  expect(mine.body.items.map(({ id }) => id)).toEqual([made.id]);
  const bare = await act(app, member.token, made.id, 'fulfil', { text: '送到了', uploadIds: [] });
  expect(bare.status).toBe(400);
  const uploadIds = [await photoOf(member)];
  expect((await act(app, member.token, made.id, 'fulfil', { text: '轮椅送到了', uploadIds })).status).toBe(
    200,
  );
  expect((await act(app, member.token, made.id, 'thank', { text: '谢' })).status).toBe(403);
  const thanked = await act(app, wisher.token, made.id, 'thank', { text: '谢谢您，老伴很高兴' });
  expect([thanked.status, thanked.body.status]).toEqual([200, 'closed']);
  const shown = await find(null, made.id, '&state=done');
  expect(shown).toMatchObject({ state: 'done', thanks: { text: '谢谢您，老伴很高兴' } });
  expect(shown?.photos).toHaveLength(1);
  expect((await get(app, `/files/${uploadIds[0]}`)).status).toBe(200);
  await flushAllEvents(app.deps.db);
  await deliverNotifications(app.deps);
  const told = async (person: Person) =>
    (await notificationsOf(app.deps.db).find({ userId: person.id, caseId: made.id }).toArray()).map(
      ({ title }) => title,
    );
  expect((await told(wisher)).some((title) => title.includes('认领'))).toBe(true);
  expect((await told(wisher)).some((title) => title.includes('完成了'))).toBe(true);
  expect((await told(member)).some((title) => title.includes('感谢'))).toBe(true);
});

test.each(['child', 'sick'])(
  'of a wish of %s no photo is public, who wished is never named, and no address',
  async (forWhom) => {
    const photo = await photoOf(wisher);
    const made = await open(
      { wish: { type: 'company', forWhom }, addressText: '五号楼 501', place: town.centres[0] },
      [photo],
    );
    await act(app, giver.token, made.id, 'claim');
    const done = await photoOf(giver);
    await act(app, giver.token, made.id, 'fulfil', { text: '陪着读了书', uploadIds: [done] });
    for (const reader of [null, neighbour, giver]) {
      const shown = await find(reader, made.id, '&state=done');
      expect(shown?.photos).toEqual([]);
      const seen = await get<CaseView>(app, `/cases/${made.id}`, reader?.token);
      expect([seen.body.photos, seen.body.place, seen.body.reporter]).toEqual([[], null, null]);
      expect(JSON.stringify([shown, seen.body])).not.toMatch(/许静怡|五号楼/);
    }
    for (const id of [photo, done]) expect((await get(app, `/files/${id}`)).status).toBe(404);
    expect((await get<CaseView>(app, `/cases/${made.id}`, wisher.token)).body.photos).toHaveLength(2);
  },
);

test('a wisher’s own photos are never public', async () => {
  const photo = await photoOf(wisher);
  const made = await open({}, [photo]);
  expect((await get<CaseView>(app, `/cases/${made.id}`, neighbour.token)).body.photos).toEqual([]);
  expect((await get(app, `/files/${photo}`)).status).toBe(404);
});

test('handed back it is open again; a claim nobody keeps goes back, and a wish nobody claims ends', async () => {
  const made = await open();
  await act(app, giver.token, made.id, 'claim');
  expect((await act(app, member.token, made.id, 'handBack', { text: '试试' })).status).toBe(403);
  expect((await act(app, giver.token, made.id, 'handBack', { text: '我要出差' })).status).toBe(200);
  expect(await find(null, made.id)).toMatchObject({ state: 'open', claimedBy: null });
  await act(app, member.token, made.id, 'claim');
  app.setClock(TEST_NOW + CLAIM_DAYS * DAY_MS - 60_000);
  await runWishClock(app.deps);
  expect((await find(null, made.id, '&state=claimed'))?.id).toBe(made.id);
  app.setClock(TEST_NOW + CLAIM_DAYS * DAY_MS + 60_000);
  await runWishClock(app.deps);
  expect((await find(null, made.id))?.state).toBe('open');
  app.setClock(TEST_NOW + (CLAIM_DAYS + WISH_DAYS + 1) * DAY_MS);
  expect(await runWishClock(app.deps)).toBeGreaterThan(0);
  const gone = await casesOf(app.deps.db).findById(made.id).lean();
  expect([gone?.status, gone?.wish?.state]).toEqual(['closed', 'over']);
  expect(await runWishClock(app.deps)).toBe(0);
});

test('nobody holds more than three wishes at once', async () => {
  const keen = await town.person({ name: '热心', role: 'volunteer', area: town.grids[0] });
  const token = await anew(keen);
  const answers = [];
  for (let n = 0; n < 4; n += 1) answers.push((await act(app, token, (await open()).id, 'claim')).status);
  expect(answers).toEqual([200, 200, 200, 409]);
});
