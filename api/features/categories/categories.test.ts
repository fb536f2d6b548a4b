import type { CategoryTree, SuggestResult } from '@shared/categories/schemas';
import type { CaseView } from '@shared/cases/schemas';
import type { Problem } from '@shared/core/errors';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { act, type Answer, get, post, send } from '@api/test/request';
import { snapshotStore } from '@api/test/store-snapshot';
import { settle, startTestApp, type TestApp } from '@api/test/test-app';
import catalogue from '../../demo/source/categories.json';
import { casesOf } from '../cases';

let app: TestApp;
let home: Community;
let admin: Person;

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  admin = await home.person({ name: '管理员', role: 'admin', area: home.city });
});
afterAll(() => app.stop());

interface Report {
  applied: boolean;
  version: string;
  added: string[];
  changed: string[];
  removed: string[];
}
const load = (document: object, dryRun = false): Promise<Answer<Report & Problem>> =>
  post(app, `/admin/categories/import?dryRun=${dryRun ? 1 : 0}`, document, admin.token);
const tree = () => get<CategoryTree>(app, '/categories');
const suggest = async (text: string) =>
  (await post<SuggestResult>(app, '/categories/suggest', { text })).body;
const without = (code: string, version: string) => ({
  ...catalogue,
  version,
  categories: catalogue.categories.filter((entry) => entry.code !== code),
});

test('the tree holds every entry once, in the groups’ order; unchanged is 304', async () => {
  const { body, headers } = await tree();
  expect(body.version).toBe(catalogue.version);
  const codes = body.groups.flatMap((group) => group.categories.map((entry) => entry.code));
  expect(codes.sort()).toEqual(catalogue.categories.map((entry) => entry.code).sort());
  const orders = body.groups.map(
    (group) => catalogue.groups.find(({ code }) => code === group.code)?.order ?? 0,
  );
  expect(orders).toEqual([...orders].sort((a, b) => a - b));
  const again = await send(app, 'GET', '/categories', {
    headers: { 'If-None-Match': headers.get('ETag') ?? '' },
  });
  expect(again.status).toBe(304);
});

describe('suggest', () => {
  test('at most three, each with the words that spoke for it', async () => {
    const { suggestions, emergency } = await suggest('小区门口的路灯坏了好几天，晚上很黑');
    expect([suggestions.length <= 3, emergency]).toEqual([true, null]);
    expect(suggestions[0]).toMatchObject({ name: expect.stringContaining('路灯') as string });
    expect(suggestions[0]?.because.length).toBeGreaterThan(0);
    const confidences = suggestions.map((item) => item.confidence);
    expect(confidences).toEqual([...confidences].sort((a, b) => b - a));
  });

  test('danger comes first: the hotline, what to do, and its category on top', async () => {
    const { suggestions, emergency } = await suggest('楼道里闻到很浓的煤气味，好像燃气泄漏了');
    expect(emergency?.hotline).toMatch(/^\d{3,5}$/);
    expect(emergency?.advice).toMatch(/\p{Script=Han}/u);
    expect(suggestions[0]?.name).toMatch(/燃气|煤气/);
    expect(new Set(suggestions.map((item) => item.code)).size).toBe(suggestions.length);
  });

  test('words that only resemble danger do not stop anybody', async () => {
    expect((await suggest('消防栓旁边停满了电动车')).emergency).toBeNull();
  });
});

describe('import', () => {
  test('a dry run counts and changes nothing', async () => {
    const [first] = catalogue.categories;
    const before = await snapshotStore(app);
    const { body } = await load(without(first?.code ?? '', 'dry-1'), true);
    expect(body).toMatchObject({ applied: false, removed: [first?.code], added: [], changed: [] });
    expect(await snapshotStore(app)).toEqual(before);
  });

  test('a bad document is refused with every complaint, and nothing changed', async () => {
    const [first, second] = catalogue.categories as [object, object];
    const bad = {
      ...catalogue,
      version: 'bad-1',
      categories: [
        first,
        first,
        { ...second, group: 'XX' },
        { ...second, code: 'ZZ-0101', department: 'nobody' },
        { ...second, code: 'ZZ-0102', level: 'grid', admission: false },
      ],
    };
    const before = await snapshotStore(app);
    const { status, body } = await load(bad);
    expect([status, body.code]).toEqual([422, 'IMPORT_REJECTED']);
    expect(body.errors?.map((issue) => issue.path)).toEqual([
      'categories.1.code',
      'categories.2.group',
      'categories.3.department',
      'categories.4.level',
    ]);
    expect(await snapshotStore(app)).toEqual(before);
  });

  test('a version means one content for ever: in force or past, it cannot come back different', async () => {
    expect((await load(catalogue)).status).toBe(200);
    const [first, second] = catalogue.categories;
    const changed = await load(without(first?.code ?? '', catalogue.version));
    expect([changed.status, changed.body.code]).toEqual([422, 'IMPORT_REJECTED']);
    const renamedGroup = {
      ...catalogue,
      groups: catalogue.groups.map((group, i) => (i === 0 ? { ...group, name: '别的名字' } : group)),
    };
    expect((await load(renamedGroup)).status).toBe(422);
    expect((await load(without(first?.code ?? '', 'other-1'))).status).toBe(200);
    // The content in force under the name of a past version: rewriting history.
    expect((await load(without(first?.code ?? '', catalogue.version))).status).toBe(422);
    expect((await load(without(second?.code ?? '', catalogue.version))).status).toBe(422);
    expect((await load(catalogue)).body).toMatchObject({ applied: true, added: [first?.code] });
    expect((await tree()).body.version).toBe(catalogue.version);
  });

  test('a case keeps the version, the name and the promise it was filed under', async () => {
    const resident = await home.person({ name: '居民' });
    const worker = await home.person({
      name: '王芳',
      role: 'grid_worker',
      area: home.grids[0],
      post: 'grid_worker',
    });
    const code = catalogue.categories.find((entry) => entry.level === 'grid')?.code ?? '';
    const body = { text: '旧目录下报的事', categoryCode: code, place: home.centres[0] };
    const old = (await post<CaseView>(app, '/cases', body, resident.token)).body;
    const next = {
      ...catalogue,
      version: 'next-1',
      categories: catalogue.categories.map((entry) =>
        entry.code === code
          ? { ...entry, name: '改过的名字', resolve: { hours: 1, clock: 'natural' } }
          : entry,
      ),
    };
    expect((await load(next)).body.changed).toEqual([code]);
    const kept = await act(app, worker.token, old.id, 'accept', { categoryCode: code });
    expect(kept.body.category.name).toBe(old.category.name);
    expect(kept.body.deadlines.resolveBy).toBe(old.deadlines.resolveBy);
    const young = (await post<CaseView>(app, '/cases', body, resident.token)).body;
    expect(young.category.name).toBe('改过的名字');
    const versions = await casesOf(app.deps.db).find({ reporterId: resident.id }).sort({ _id: 1 }).lean();
    expect(versions.map((doc) => doc.category.catalogueVersion)).toEqual([catalogue.version, 'next-1']);
    await settle();
  });

  test('an unknown category is told as such', async () => {
    const resident = await home.person({ name: '居民' });
    const body = { text: '没有的类别', categoryCode: 'XX-9999', place: home.centres[0] };
    const { status, body: problem } = await post<Problem>(app, '/cases', body, resident.token);
    expect([status, problem.code]).toEqual([422, 'UNKNOWN_CATEGORY']);
  });
});
