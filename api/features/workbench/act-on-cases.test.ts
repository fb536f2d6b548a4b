import { randomUUID } from 'node:crypto';
import type { CaseView } from '@shared/cases/schemas';
import { buildWorld, submit, type World } from '@api/test/quality/world';
import { get, post } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
});
afterAll(() => app.stop());

interface Results {
  results: { id: string; ok: boolean; status: string | null; code: string | null }[];
}
const batch = (body: object, query = '', key: string = randomUUID()) =>
  post<Results>(app, `/workbench/batch${query}`, body, world.people.worker.token, key);
const statusOf = async (id: string) =>
  (await get<CaseView>(app, `/cases/${id}`, world.people.worker.token)).body.status;

test('a preview changes nothing; each case answers for itself; the same key does nothing twice', async () => {
  const [first, second, done] = [await submit(world), await submit(world), await submit(world)];
  const hidden = 'f'.repeat(24);
  await batch({ ids: [done.id], action: 'accept' });
  const ids = [first.id, done.id, hidden, second.number];
  const preview = (await batch({ ids, action: 'accept' }, '?preview=1')).body.results;
  expect(preview.map(({ ok, status, code }) => [ok, status, code])).toEqual([
    [true, 'submitted', null],
    [false, 'accepted', 'WRONG_STATE'],
    [false, null, 'NOT_FOUND'],
    [true, 'submitted', null],
  ]);
  expect(await statusOf(first.id)).toBe('submitted');
  const key = randomUUID();
  const answer = await batch({ ids, action: 'accept' }, '', key);
  expect(answer.body.results.map(({ id, ok, status }) => [id, ok, status])).toEqual([
    [first.id, true, 'accepted'],
    [done.id, false, 'accepted'],
    [hidden, false, null],
    [second.number, true, 'accepted'],
  ]);
  const again = await batch({ ids, action: 'accept' }, '', key);
  expect([again.headers.get('Idempotency-Replayed'), again.body]).toEqual(['true', answer.body]);
});

test.each([
  ['no case', { ids: [], action: 'accept' }],
  ['one twice', { ids: ['f'.repeat(24), 'f'.repeat(24)], action: 'accept' }],
  [
    'too many',
    { ids: Array.from({ length: 51 }, (_, i) => i.toString(16).padStart(24, '0')), action: 'accept' },
  ],
  ['not for many', { ids: ['f'.repeat(24)], action: 'withdraw' }],
  ['a body that is wrong for the action', { ids: ['f'.repeat(24)], action: 'reply', body: { text: '好' } }],
])('%s is refused whole', async (_name, body) => {
  expect((await batch(body)).status).toBe(400);
});

test('nobody does to many what he may not do to one', async () => {
  const made = await submit(world);
  const answer = await post<Results>(
    app,
    '/workbench/batch',
    { ids: [made.id], action: 'accept' },
    world.people.foreign.token,
  );
  expect(answer.body.results[0]).toMatchObject({ ok: false, code: 'ACTION_NOT_ALLOWED' });
  expect(await statusOf(made.id)).toBe('submitted');
});
