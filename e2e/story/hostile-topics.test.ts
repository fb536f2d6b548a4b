import path from 'node:path';
import { type Browser } from 'playwright-core';
import { type Session } from '@shared/auth/schemas';
import { seedDemoCity } from '@api/demo';
import { ballotPort, finishBallots } from '@api/features/ballots';
import { runTopicClock, tellTopics } from '@api/features/deliberations';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { launchBrowser, visit, type Visit } from '../support/browser';
import { City } from '../support/city';
import { HOSTILE } from '../support/hostile';
import { shown } from './people';

const PORTAL = path.resolve(process.env.E2E_PRODUCT_DIR ?? path.resolve(__dirname, '../..'), 'dist/h5');
const DAY = 86_400_000;
const TEXT = `坏话测试\n${HOSTILE.join('\n')}`;
/** One line that fits a title, an option, a statement. */
const LINE = '<img src=x onerror="window.hacked=1">';
const SCRIPT = '<script>window.hacked=1</script>';

let app: TestApp;
let city: City;
let browser: Browser;
const sessions: Record<string, Session> = {};

beforeAll(async () => {
  app = await startTestApp({}, undefined, PORTAL);
  app.setClock(Date.now());
  await seedDemoCity(app.deps);
  await app.deps.routing.refresh(true);
  city = new City(app.url);
  browser = await launchBrowser();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

/** Tokens live fifteen minutes of the city's time. */
async function pass(ms: number): Promise<void> {
  app.travel(ms);
  for (let i = 0; i < 3; i += 1) {
    await finishBallots(app.deps, () => false);
    await runTopicClock(app.deps, ballotPort(app.deps));
  }
  await tellTopics(app.deps);
  await enter();
}
async function enter(): Promise<void> {
  for (const persona of ['resident', 'volunteer', 'community-dispatcher', 'grid-worker'])
    sessions[persona] = await city.signIn(persona);
}
const send = <T>(who: string, method: string, where: string, body?: object) =>
  city.send<T>(method, where, sessions[who], body, { 'Idempotency-Key': crypto.randomUUID() });
const at = (days: number) => new Date(app.deps.clock() + days * DAY).toISOString();

async function as(who: string | null): Promise<Visit> {
  const visitor = await visit(browser, app.url, { viewport: 'desktop' });
  const session = who ? sessions[who] : null;
  await visitor.context.addInitScript(
    (kept) => {
      if (kept) localStorage.setItem('lx.session', kept);
    },
    session ? JSON.stringify({ ...session, expired: false }) : null,
  );
  return visitor;
}
/** Goes there and looks whether anything was run. @returns what is to be read there */
async function read({ page }: Visit, where: string): Promise<string> {
  await page.goto(where);
  await page.waitForLoadState('networkidle');
  expect([where, await page.evaluate(() => 'hacked' in window)]).toEqual([where, false]);
  return (await shown(page).textContent()) ?? '';
}

it('every word of a topic is shown as a word, wherever it is shown, and control characters do not come in', async () => {
  await enter();
  const grid = await city.gridOf('grid-worker');
  const desk = 'community-dispatcher';
  const words = { areaCode: grid, title: LINE, background: TEXT, placeText: SCRIPT };
  for (const bad of ['\u0000', '\u001b[31m', '\u007f', '\ud800'])
    await expect(send('resident', 'POST', '/topics', { ...words, title: `小区门口${bad}` })).rejects.toThrow(
      '400',
    );
  const { id } = await send<{ id: string }>('resident', 'POST', '/topics', words);
  const one = `/topics/${id}`;
  const item = (await send<{ care: object | null }>('resident', 'GET', one)).care;
  if (item) await send(desk, 'POST', `${one}/care/${id}/decision`, { show: true, text: '只是测试的话' });
  await send(desk, 'POST', `${one}/phase`, { to: 'set', reason: TEXT.slice(0, 400) });
  const plan = { discussUntil: at(10), decideUntil: at(20), executeUntil: at(50), evaluateUntil: at(60) };
  await send(desk, 'POST', `${one}/phase`, { to: 'discuss', reason: SCRIPT, plan });
  const open = async (said: { id: string; care: object | null }) => {
    if (said.care)
      await send(desk, 'POST', `${one}/care/${said.id}/decision`, { show: true, text: '只是测试的话' });
    return said.id;
  };
  type Said = { id: string; care: object | null };
  const statement = await open(
    await send<Said>('resident', 'POST', `${one}/statements`, { text: `看法 ${LINE}` }),
  );
  const removed = await open(
    await send<Said>('volunteer', 'POST', `${one}/statements`, { text: `另一条 ${SCRIPT}` }),
  );
  await send(desk, 'POST', `${one}/care/${removed}/removal`, { reason: `理由 ${LINE}` });
  await send('volunteer', 'POST', `${one}/care/${removed}/appeal`, { text: `申诉 ${SCRIPT}` });
  const comment = await open(
    await send<Said>('resident', 'POST', `${one}/comments`, { text: TEXT.slice(0, 480) }),
  );
  await open(
    await send<Said>('volunteer', 'POST', `${one}/comments`, { text: `回复 ${LINE}`, replyTo: comment }),
  );
  await open(await send<Said>(desk, 'POST', `${one}/comments`, { text: `答复 ${SCRIPT}`, replyTo: comment }));
  const meeting = {
    start: at(1),
    end: at(1.1),
    seats: 5,
    placeText: `地点 ${LINE}`,
    agenda: TEXT.slice(0, 900),
  };
  const { items } = await send<{ items: { id: string }[] }>(desk, 'POST', `${one}/meetings`, meeting);
  const mid = items[0]?.id ?? '';
  await send('resident', 'PUT', `${one}/meetings/${mid}/seat`);
  const called = await send<{ items: { id: string; placeText: string }[] }>(desk, 'POST', `${one}/meetings`, {
    ...meeting,
    placeText: '不开的会',
  });
  const off = called.items.find(({ placeText }) => placeText === '不开的会')?.id ?? '';
  await send(desk, 'POST', `${one}/meetings/${off}/cancel`, { reason: `取消 ${SCRIPT}` });
  await send(desk, 'PUT', `${one}/ballot/rules`, {
    question: `问题 ${LINE}`,
    options: [{ text: `甲 ${SCRIPT}` }, { text: `乙 ${LINE}`, against: true }],
    kind: 'single',
    unit: 'person',
    quorumPercent: 0,
    majority: 'half',
    tie: 'none',
    version: 0,
  });

  const pages = (guest: Visit, own: Visit, staff: Visit) =>
    [
      [guest, '/pages/topics/index'],
      [guest, `/features/deliberations/pages/detail/index?id=${id}`],
      [guest, `/features/deliberations/pages/meetings/index?id=${id}`],
      [guest, `/features/ballots/pages/vote/index?id=${id}`],
      [guest, `/features/ballots/pages/map/index?id=${id}`],
      [own, '/pages/home/index'],
      [own, `/features/deliberations/pages/statements/index?id=${id}`],
      [own, `/features/deliberations/pages/detail/index?id=${id}`],
      [own, '/features/notifications/pages/inbox/index'],
      [own, '/features/deliberations/pages/raise/index'],
      [staff, '/pages/topics/index'],
      [staff, `/features/deliberations/pages/detail/index?id=${id}`],
      [staff, `/features/deliberations/pages/care/index?id=${id}`],
      [staff, `/features/deliberations/pages/plan/index?id=${id}`],
      [staff, `/features/deliberations/pages/meeting-edit/index?id=${id}&meeting=${mid}`],
      [staff, `/features/ballots/pages/rules/index?id=${id}`],
    ] as const;
  const first = await Promise.all([as(null), as('resident'), as(desk)]);
  for (const [visitor, where] of pages(...first)) await read(visitor, where);
  const said = await read(first[0], `/features/deliberations/pages/detail/index?id=${id}`);
  for (const letters of [LINE, SCRIPT, `地点 ${LINE}`, `问题 ${LINE}`, `答复 ${SCRIPT}`])
    expect(said).toContain(letters);
  expect(await read(first[1], `/features/deliberations/pages/statements/index?id=${id}`)).toContain(
    `看法 ${LINE}`,
  );
  expect(await read(first[2], `/features/deliberations/pages/care/index?id=${id}`)).toContain(
    `申诉 ${SCRIPT}`,
  );

  await pass(2 * DAY);
  await send(desk, 'PUT', `${one}/meetings/${mid}/minutes`, { text: TEXT });
  await send('resident', 'PUT', `${one}/statements/${statement}/opinion`, { opinion: 'agree' });
  await send(desk, 'POST', `${one}/phase`, { to: 'decide', reason: `提前 ${LINE}` });
  for (const who of ['resident', 'volunteer']) await send(who, 'PUT', `${one}/ballot`, { choices: ['A'] });
  await pass(19 * DAY);
  const task = await send<{ tasks: { caseId: string }[] }>(desk, 'POST', `${one}/tasks`, {
    text: `任务 ${SCRIPT}`,
    categoryCode: 'SR-0201',
    gridCode: grid,
  });
  await send(desk, 'POST', `${one}/phase`, { to: 'evaluate', reason: `评价 ${LINE}` });
  for (const who of ['resident', 'volunteer'])
    await send(who, 'POST', `${one}/evaluation`, { done: 'partly', score: 2, text: `评语 ${SCRIPT}` });
  await pass(1);
  const last = await Promise.all([as(null), as('resident'), as(desk)]);
  const caseId = task.tasks[0]?.caseId ?? '';
  for (const [visitor, where] of [
    ...pages(...last),
    [last[0], `/features/ballots/pages/result/index?id=${id}`],
    [last[0], `/features/cases/pages/detail/index?id=${caseId}`],
    [last[2], `/features/workbench/pages/handle/index?id=${caseId}`],
    [last[2], `/features/deliberations/pages/minutes/index?id=${id}&meeting=${mid}`],
  ] as const)
    await read(visitor, where);
  const whole = await read(last[0], `/features/deliberations/pages/detail/index?id=${id}`);
  for (const letters of [`任务 ${SCRIPT}`, `评价 ${LINE}`, `评语 ${SCRIPT}`])
    expect(whole).toContain(letters);
  expect(await read(last[0], `/features/deliberations/pages/meetings/index?id=${id}`)).toContain(HOSTILE[1]);
  expect(await read(last[0], `/features/ballots/pages/result/index?id=${id}`)).toContain(`甲 ${SCRIPT}`);
  expect([...first, ...last].flatMap(({ troubles }) => troubles)).toEqual([]);
}, 240_000);
