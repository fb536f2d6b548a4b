import type { CasePhoto, CaseView } from '@shared/cases/schemas';
import type { ModerationEntry } from '@shared/moderation/contract';
import type { Problem } from '@shared/core/errors';
import { act, get, post } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { buildWorld, submit, tokenOf, upload, type World } from '@api/test/quality/world';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await startTestApp({ PHOTO_REVIEW: 'manual' });
  world = await buildWorld(app);
});
afterAll(() => app.stop());

type Who = Parameters<typeof tokenOf>[1];
const see = async (id: string, who: Who) =>
  (await get<CaseView>(app, `/cases/${id}`, tokenOf(world, who))).body;
/** Status of a file at its signed address, or by its bare id. */
const file = async (at: CasePhoto | string | undefined) =>
  (await get(app, typeof at === 'string' ? `/files/${at}` : (at?.url ?? '').replace('/api/v1', ''))).status;
const judge = async (who: Who, id: string, item: string, decision: 'publish' | 'hide') =>
  post<CaseView & Pick<Problem, 'code' | 'detail' | 'errors' | 'current'>>(
    app,
    `/cases/${id}/moderation`,
    {
      item,
      decision,
      ...(decision === 'hide' && { reason: 'privacy' }),
      version: (await see(id, who)).version,
    },
    tokenOf(world, who),
  );

test('a photo waits for a moderator: reporter and staff see it, nobody else, nor the file', async () => {
  const { reporter, worker } = world.people;
  const { id: photo } = (await upload(app, reporter.token)).body;
  const made = await submit(world, { uploadIds: [photo] });
  expect(made.photos).toMatchObject([{ id: photo, review: 'pending' }]);
  expect((await see(made.id, 'worker')).photos).toMatchObject([{ review: 'pending' }]);
  expect(await file(made.photos[0])).toBe(200);
  const lists = ['/cases?limit=100', `/cases/${made.id}`, `/cases/${made.id}/events`];
  for (const path of lists)
    for (const who of ['anonymous', 'neighbour', 'foreign'] as const)
      expect([
        path,
        JSON.stringify((await get(app, path, tokenOf(world, who))).body).includes(photo),
      ]).toEqual([path, false]);
  expect(await file(photo)).toBe(404);
  const { body } = await get<{ items: ModerationEntry[] }>(app, '/moderation', tokenOf(world, 'dispatcher'));
  expect(body.items.find(({ caseId }) => caseId === made.id)?.items).toMatchObject([
    { item: `p${photo}`, kind: 'photo', photo: { id: photo, review: 'pending' } },
  ]);

  // Published: anyone sees it.
  expect((await judge('dispatcher', made.id, `p${photo}`, 'publish')).status).toBe(200);
  const outside = await see(made.id, 'anonymous');
  expect(outside.photos).toMatchObject([{ id: photo, review: null }]);
  expect([await file(photo), await file(outside.photos[0])]).toEqual([200, 200]);
  expect((await get<{ items: CaseView[] }>(app, '/cases')).body.items[0]?.cover?.id).toBe(photo);

  // Hidden: the address given out before is good no longer. Undone: it is again.
  expect((await judge('worker', made.id, `p${photo}`, 'hide')).status).toBe(200);
  expect([await file(photo), await file(outside.photos[0])]).toEqual([404, 404]);
  expect((await see(made.id, 'anonymous')).cover).toBeNull();
  const his = await see(made.id, 'reporter');
  expect(his.photos).toMatchObject([{ review: 'hidden' }]);
  expect(his.care).toMatchObject([{ reasonName: '涉及他人隐私', mayAsk: true }]);
  expect(await file(his.photos[0])).toBe(200);
  expect((await judge('worker', made.id, `p${photo}`, 'publish')).status).toBe(200);
  expect(await file(outside.photos[0])).toBe(200);

  // What staff add waits too; an internal photo is no business of the public and waits for nobody.
  await act(app, worker.token, made.id, 'accept');
  await act(app, worker.token, made.id, 'takeUp');
  const [open, internal] = [
    (await upload(app, worker.token)).body.id,
    (await upload(app, worker.token)).body.id,
  ];
  await act(app, worker.token, made.id, 'progress', { text: '到场', uploadIds: [open] });
  await act(app, worker.token, made.id, 'progress', {
    text: '内部',
    visibility: 'internal',
    uploadIds: [internal],
  });
  expect((await see(made.id, 'worker')).photos.map(({ id, review }) => [id, review])).toEqual([
    [photo, null],
    [open, 'pending'],
    [internal, null],
  ]);
  expect((await see(made.id, 'anonymous')).photos.map(({ id }) => id)).toEqual([photo]);
  const refused = await judge('dispatcher', made.id, `p${internal}`, 'hide');
  expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([400, 'item']);
});

test('photos of a private case wait for nobody', async () => {
  const { id } = (await upload(app, world.people.reporter.token)).body;
  const made = await submit(world, { uploadIds: [id], visibility: 'private' });
  expect(made.photos).toMatchObject([{ id, review: null }]);
  expect([await file(id), await file(made.photos[0])]).toEqual([404, 200]);
});
