import type { CaseSummary, CaseView, SubmitCaseInput } from '@shared/cases/schemas';
import {
  ACTORS,
  buildWorld,
  LAMP,
  submit,
  tokenOf,
  type ActorName,
  type World,
} from '@api/test/quality/world';
import { act, get } from '@api/test/request';
import { startTestApp, TEST_NOW, type TestApp } from '@api/test/test-app';

let app: TestApp;
let world: World;
let lamp: CaseView;
let beyond: CaseView;
let drain: CaseView;
beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
  const other: Partial<SubmitCaseInput> = { place: world.home.centres[1] };
  lamp = await submit(world, { text: '路灯不亮，老人摔了一跤' });
  beyond = await submit(world, { ...other, text: '路灯闪个不停' });
  drain = await submit(world, { text: '下水道堵了', categoryCode: 'GY-0202' });
  await act(app, world.people.worker.token, lamp.id, 'accept');
  await act(app, world.people.worker.token, lamp.id, 'takeUp');
  const supervision = { text: '尽快办', deadline: new Date(TEST_NOW + 5 * 86400_000).toISOString() };
  await act(app, world.people.supervisor.token, drain.id, 'supervise', supervision);
});
afterAll(() => app.stop());

interface Listed {
  items: CaseSummary[];
  nextCursor: string | null;
}
const list = async (who: ActorName, query: string) => {
  const answer = await get<Listed>(app, `/workbench?queue=team&limit=100&${query}`, tokenOf(world, who));
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body.items.map(({ id }) => id).sort();
};
const ids = (...cases: CaseView[]) => cases.map(({ id }) => id).sort();

test('each filter leaves what it says, and several leave what all of them say', async () => {
  const asked: [string, CaseView[]][] = [
    ['', [lamp, beyond, drain]],
    [`category=${LAMP}`, [lamp, beyond]],
    ['group=GY', [lamp, beyond, drain]],
    ['status=handling', [lamp]],
    ['status=closed', []],
    [`area=${world.home.grids[0]}`, [lamp, drain]],
    [`area=${world.home.city}`, [lamp, beyond, drain]],
    ['level=grid', [lamp, beyond]],
    [`level=${drain.level}`, [drain]],
    ['level=city', []],
    ['supervised=1', [drain]],
    ['urgent=1', [lamp, beyond, drain].filter(({ flags }) => flags.urgent)],
    ['urgent=1&supervised=1&hold=1', []],
    ['days=1', [lamp, beyond, drain]],
    [`until=${lamp.createdAt}`, []],
    [`since=${lamp.createdAt}`, [lamp, beyond, drain]],
    [`q=${encodeURIComponent('路灯')}`, [lamp, beyond]],
    [`q=${lamp.number}`, [lamp]],
    [`q=${encodeURIComponent('！？')}`, []],
    [`q=${encodeURIComponent('路灯')}&area=${world.home.grids[1]}&category=${LAMP}`, [beyond]],
  ];
  for (const [query, left] of asked)
    expect([query, await list('dispatcher', query)]).toEqual([query, ids(...left)]);
  expect(await list('worker', 'whose=mine')).toEqual(ids(lamp));
  expect(await list('leader', 'whose=team')).toEqual(ids(lamp, drain));
});

test('no filter shows anybody more than his queue: a shared link opens on what is his own', async () => {
  const queries = [
    `area=${world.home.city}`,
    `area=${world.home.grids[0]}`,
    `area=${world.away.community}`,
    `q=${encodeURIComponent('路灯')}`,
    'status=submitted&level=grid',
  ];
  for (const actor of ACTORS.filter((name) => !['anonymous', 'reporter', 'neighbour'].includes(name)))
    for (const queue of ['todo', 'team'] as const) {
      const all = await get<Listed>(app, `/workbench?queue=${queue}&limit=100`, tokenOf(world, actor));
      const known = new Set(all.body.items.map(({ id }) => id));
      for (const query of queries) {
        const path = `/workbench?queue=${queue}&limit=100&${query}`;
        const { items } = (await get<Listed>(app, path, tokenOf(world, actor))).body;
        expect([actor, queue, query, items.filter(({ id }) => !known.has(id))]).toEqual([
          actor,
          queue,
          query,
          [],
        ]);
      }
    }
  expect(await list('otherWorker', `area=${world.home.grids[0]}`)).toEqual([]);
  expect(await list('foreign', `area=${world.home.community}`)).toEqual([]);
  expect(await list('otherWorker', `area=${world.home.community}`)).toEqual(ids(beyond));
});

test('pages join without gap or repetition while cases come and go', async () => {
  const more = await Promise.all(
    Array.from({ length: 7 }, (_, i) => submit(world, { text: `沙河边的垃圾没人清，第 ${i} 处` })),
  );
  const q = encodeURIComponent('沙河边');
  const seen: string[] = [];
  let cursor: string | null = '';
  for (let page = 0; page < 10 && cursor !== null; page += 1) {
    const path: string = `/workbench?queue=team&limit=3&q=${q}${cursor && `&cursor=${cursor}`}`;
    const { body }: Awaited<ReturnType<typeof get<Listed>>> = await get<Listed>(
      app,
      path,
      world.people.dispatcher.token,
    );
    seen.push(...body.items.map(({ id }) => id));
    cursor = body.nextCursor;
    // Somebody ends a case that was already seen; what follows stays in its place.
    const [first] = seen;
    if (page === 0 && first)
      await act(app, world.people.dispatcher.token, first, 'decline', { reason: 'other', text: '不属实' });
  }
  expect(cursor).toBeNull();
  expect([...seen].sort()).toEqual(ids(...more));
});

test('a page looks at a thousand documents at most and says where to go on', async () => {
  const cases = app.deps.db.collection('cases');
  const { _id, number, ...copy } = (await cases.findOne({ number: beyond.number })) as Record<
    string,
    unknown
  >;
  expect([_id !== undefined, number]).toEqual([true, beyond.number]);
  const far = Date.parse(beyond.deadlines.resolveBy);
  await cases.insertMany(
    Array.from({ length: 1300 }, (_, i) => ({
      ...copy,
      number: `LX20200101-${String(i).padStart(6, '0')}`,
      dueAt: new Date(far + (i + 1) * 60_000),
      terms: i === 1290 ? ['稀有'] : ['常见'],
    })),
  );
  const path = `/workbench?queue=team&limit=5&q=${encodeURIComponent('稀有')}`;
  const { token } = world.people.otherWorker;
  const first = (await get<Listed>(app, path, token)).body;
  expect(first.items).toEqual([]);
  expect(first.nextCursor).not.toBeNull();
  const second = (await get<Listed>(app, `${path}&cursor=${first.nextCursor ?? ''}`, token)).body;
  expect([second.items.length, second.nextCursor]).toEqual([1, null]);
});

test.each([
  'status=gone',
  'area=1',
  'group=$gt',
  'urgent=0',
  'days=3',
  'since=yesterday',
  'whose=',
  'level=moon',
])('%s is refused', async (query) => {
  expect((await get(app, `/workbench?${query}`, world.people.worker.token)).status).toBe(400);
});
