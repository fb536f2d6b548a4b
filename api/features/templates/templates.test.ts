import { buildTemplates } from '@api/demo/city/build-templates';
import catalogue from '@api/demo/source/categories.json';
import type { TemplateView } from '@shared/templates/schemas';
import { OWN_AT_MOST } from '@shared/templates/schemas';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { get, post, send } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';

const LAMP = 'GY-0102';
let app: TestApp;
let home: Community;
let worker: Person;
let desk: Person;

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  worker = await home.person({ role: 'grid_worker', area: home.grids[0], post: 'grid_worker' });
  desk = await home.person({ role: 'dispatcher', area: home.community });
});
afterAll(() => app.stop());

const list = async (who: Person, query = 'action=reply') =>
  (await get<{ items: TemplateView[] }>(app, `/workbench/templates?${query}`, who.token)).body.items;
const make = (who: Person, body: object, key?: string) =>
  post<TemplateView & { code: string; detail: string }>(app, '/workbench/templates', body, who.token, key);
const put = (who: Person, id: string, on: boolean) =>
  send<TemplateView>(app, 'PUT', `/workbench/templates/${id}/favourite`, { token: who.token, body: { on } });

test('favourites first, then own, then the category, its group and all; others of other cases are left out', async () => {
  const text = (words: string) => ({ action: 'reply', variant: 'solved', text: words });
  const forArea = (body: object) => make(desk, { ...body, areaCode: home.community });
  await forArea(text('辖区通用的话'));
  await forArea({ ...text('辖区大类的话'), groupCode: 'GY' });
  await forArea({ ...text('辖区路灯的话'), categoryCode: LAMP });
  await forArea({ ...text('别的类别的话'), categoryCode: 'GY-0101' });
  await make(worker, text('我自己的话'));
  await make(worker, { ...text('没解决时的话'), variant: 'impossible' });
  const starred = (await forArea(text('收藏的通用话'))).body;
  expect((await put(worker, starred.id, true)).body.favourite).toBe(true);

  const query = `action=reply&variant=solved&categoryCode=${LAMP}`;
  expect((await list(worker, query)).map((item) => [item.text, item.source])).toEqual([
    ['收藏的通用话', 'area'],
    ['我自己的话', 'own'],
    ['辖区路灯的话', 'area'],
    ['辖区大类的话', 'area'],
    ['辖区通用的话', 'area'],
  ]);
  // A favourite is the person's own affair.
  expect((await list(desk, query)).at(0)?.text).toBe('辖区路灯的话');
  await put(worker, starred.id, false);
  expect((await list(worker, query)).at(0)?.text).toBe('我自己的话');
});

test('area templates come down to those below and to nobody beside', async () => {
  const city = await home.person({ role: 'admin', area: home.city });
  const away = await buildCommunity(app);
  const stranger = await away.person({ role: 'dispatcher', area: away.city });
  const { body } = await make(city, { action: 'hold', text: '等材料到货', areaCode: home.city });
  const seen = async (who: Person) => (await list(who, 'action=hold')).some(({ id }) => id === body.id);
  expect([await seen(worker), await seen(desk), await seen(stranger)]).toEqual([true, true, false]);
  const change = (who: Person) =>
    send<TemplateView>(app, 'PATCH', `/workbench/templates/${body.id}`, {
      token: who.token,
      body: { text: '等配件到货' },
    });
  expect([(await change(worker)).status, (await change(desk)).status]).toEqual([403, 403]);
  expect([(await change(stranger)).status, (await put(stranger, body.id, true)).status]).toEqual([404, 404]);
  expect((await change(city)).body).toMatchObject({ text: '等配件到货', source: 'area', mayEdit: true });
  const drop = (who: Person) => send(app, 'DELETE', `/workbench/templates/${body.id}`, { token: who.token });
  expect([(await drop(worker)).status, (await drop(city)).status, (await drop(city)).status]).toEqual([
    403, 204, 404,
  ]);
});

test('own ones are nobody else’s; a worker makes none for an area', async () => {
  const { body } = await make(worker, { action: 'progress', text: '我到{地点}看过' });
  expect(await list(desk, 'action=progress')).toEqual([]);
  const touch = (method: string) =>
    send(app, method, `/workbench/templates/${body.id}`, {
      token: desk.token,
      ...(method === 'PATCH' && { body: { text: '改掉' } }),
    });
  expect([(await touch('PATCH')).status, (await touch('DELETE')).status]).toEqual([404, 404]);
  const forArea = await make(worker, { action: 'progress', text: '给大家', areaCode: home.grids[0] });
  expect([forArea.status, forArea.body.code]).toEqual([403, 'ACTION_NOT_ALLOWED']);
  const beside = await make(desk, { action: 'progress', text: '给大家', areaCode: home.street });
  expect(beside.status).toBe(403);
});

test.each([
  [{ action: 'reply', text: '打{电话}给我' }, 'text'],
  [{ action: 'reply', text: '一' }, 'text'],
  [{ action: 'reply', variant: 'pass', text: '看过了' }, 'variant'],
  [{ action: 'accept', text: '看过了' }, 'action'],
  [{ action: 'reply', text: '看过了', categoryCode: LAMP, groupCode: 'GY' }, 'groupCode'],
])('what is wrong in %j is told at its field', async (body, path) => {
  const answer = await make(worker, body);
  expect([answer.status, (answer.body as unknown as { errors: { path: string }[] }).errors[0]?.path]).toEqual(
    [400, path],
  );
});

test('a category or group that does not exist is refused', async () => {
  for (const scope of [{ categoryCode: 'XX-1' }, { groupCode: 'XX' }])
    expect((await make(worker, { action: 'reply', text: '看过了', ...scope })).status).toBe(422);
});

test('fifty of one’s own, however many come at once; the same request makes one', async () => {
  const busy = await home.person({ role: 'grid_worker', area: home.grids[0] });
  const [first, again] = [
    await make(busy, { action: 'reply', text: '第一句' }, 'template-key-1'),
    await make(busy, { action: 'reply', text: '第一句' }, 'template-key-1'),
  ];
  expect(again.body.id).toBe(first.body.id);
  const answers = await Promise.all(
    Array.from({ length: OWN_AT_MOST + 10 }, (_, i) => make(busy, { action: 'reply', text: `第 ${i} 句` })),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(OWN_AT_MOST - 1);
  expect(answers.find(({ status }) => status !== 201)?.body.detail).toContain('最多 50 条');
  expect(await list(busy)).toHaveLength(OWN_AT_MOST);
});

test('residents have no templates', async () => {
  const resident = await home.person({});
  expect((await get(app, '/workbench/templates?action=reply', resident.token)).status).toBe(403);
  expect((await get(app, '/workbench/templates?action=reply')).status).toBe(401);
});

test('the demo city’s set is in order and knows only categories that exist', () => {
  const made = buildTemplates(Date.now());
  const codes = new Set([
    '*',
    ...catalogue.categories.map(({ code }) => `c:${code}`),
    ...catalogue.groups.map(({ code }) => `g:${code}`),
  ]);
  expect(made.filter(({ scope }) => !codes.has(scope))).toEqual([]);
  expect(new Set(made.map(({ _id }) => _id)).size).toBe(made.length);
  for (const variant of ['solved', 'partly', 'explained', 'impossible', 'pass', 'fail'])
    expect(made.filter((each) => each.variant === variant && each.scope === '*')).toHaveLength(3);
});
