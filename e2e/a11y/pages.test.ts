import { type Browser } from 'playwright-core';
import { seriousFindings } from '../support/accessibility';
import { launchBrowser, visit, type Standpoint, type Visit } from '../support/browser';
import { City } from '../support/city';
import { startProduct, type RunningProduct } from '../support/server';

let product: RunningProduct;
let browser: Browser;
let at: Standpoint;
let grid: string;
/** Of the demo city, the first that the home grid shows. */
let notice = '';
/** Topics of the demo city by phase. */
const topics: Record<string, string> = {};
let held = '';
/** The first activity of the demo community. */
let activity = '';
/** Cases of the persona `resident`: one waiting, one being handled, one to rate. */
const cases = { submitted: '', handling: '', verified: '' };

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  const city = new City(product.url);
  grid = await city.gridOf('grid-worker');
  at = await city.insideOf(grid);
  const [resident, worker, leader] = await Promise.all(
    ['resident', 'grid-worker', 'grid-leader'].map((who) => city.signIn(who)),
  );
  if (!resident || !worker || !leader) throw new Error('a persona is missing');
  const shown = await city.send<{ items: { id: string }[] }>('GET', `/notices?area=${grid}`);
  notice = shown.items[0]?.id ?? '';
  const activities = await city.send<{ items: { id: string }[] }>(
    'GET',
    `/activities?area=${grid.slice(0, 12)}`,
  );
  activity = activities.items[0]?.id ?? '';
  const talked = await city.send<{ items: { id: string; phase: string }[] }>(
    'GET',
    `/topics?area=${grid.slice(0, 12)}`,
  );
  for (const { id, phase } of talked.items) topics[phase] ??= id;
  const met = await city.send<{ items: { id: string; state: string }[] }>(
    'GET',
    `/topics/${topics.discuss}/meetings`,
  );
  held = met.items.find(({ state }) => state === 'ended')?.id ?? '';
  const file = async (text: string) =>
    (await city.submit(resident, { text, place: { ...at, coordType: 'wgs84' } })).id;
  cases.submitted = await file('小区东门的路灯不亮');
  cases.handling = await file('楼道里堆了很多纸箱，走路都困难');
  cases.verified = await file('花坛边的垃圾没人清');
  for (const id of [cases.handling, cases.verified]) {
    await city.act(worker, id, 'accept');
    await city.act(worker, id, 'takeUp');
  }
  await city.act(worker, cases.handling, 'progress', { text: '已通知物业', visibility: 'internal' });
  await city.act(worker, cases.verified, 'reply', { text: '已经清理干净', result: 'explained' });
  await city.act(leader, cases.verified, 'verify', { pass: true, text: '看过了，干净' });
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const screens: [name: string, persona: string | null, path: () => string][] = [
  ['首页', null, () => '/pages/home/index'],
  ['首页，已登录', 'resident', () => '/pages/home/index'],
  ['登录', null, () => '/features/auth/pages/sign-in/index'],
  ['我的，游客', null, () => '/pages/me/index'],
  ['我的', 'grid-worker', () => '/pages/me/index'],
  ['报事', 'resident', () => '/features/cases/pages/report/index'],
  ['报事回执', 'resident', () => `/features/cases/pages/receipt/index?id=${cases.submitted}`],
  ['事项详情', 'resident', () => `/features/cases/pages/detail/index?id=${cases.handling}`],
  ['评价', 'resident', () => `/features/cases/pages/rate/index?id=${cases.verified}`],
  ['公告', 'resident', () => '/features/notices/pages/list/index'],
  ['公告详情', 'resident', () => `/features/notices/pages/detail/index?id=${notice}`],
  ['意见图', 'resident', () => `/features/ballots/pages/map/index?id=${topics.discuss}`],
  ['表决', 'resident', () => `/features/ballots/pages/vote/index?id=${topics.decide}`],
  ['表决结果', null, () => `/features/ballots/pages/result/index?id=${topics.execute}`],
  ['拟定表决', 'community-dispatcher', () => `/features/ballots/pages/rules/index?id=${topics.discuss}`],
  ['管理公告', 'admin', () => '/features/notices/pages/manage/index'],
  ['写公告', 'community-dispatcher', () => '/features/notices/pages/edit/index'],
  ['公告，管理的人看', 'admin', () => `/features/notices/pages/edit/index?id=${notice}`],
  ['志愿服务', 'resident', () => '/features/volunteers/pages/home/index'],
  ['志愿活动', 'volunteer', () => `/features/volunteers/pages/activity/index?id=${activity}`],
  ['志愿者资料', 'resident', () => '/features/volunteers/pages/profile/index'],
  ['时长和积分', 'volunteer', () => '/features/volunteers/pages/hours/index'],
  ['发起活动', 'community-dispatcher', () => '/features/volunteers/pages/edit/index'],
  ['组织活动', 'community-dispatcher', () => `/features/volunteers/pages/manage/index?id=${activity}`],
  ['查验证书', null, () => '/features/volunteers/pages/verify/index'],
  ['党员双报到', 'resident', () => '/features/volunteers/pages/party/index'],
  ['我的联户', 'party-member', () => '/features/volunteers/pages/party/index'],
  ['志愿者审核', 'community-dispatcher', () => '/features/volunteers/pages/desk/index'],
  ['应急召集', 'supervisor', () => '/features/volunteers/pages/callups/index'],
  ['议事厅', 'resident', () => '/pages/topics/index'],
  ['议事厅，中心', 'community-dispatcher', () => '/pages/topics/index'],
  ['议题', 'resident', () => `/features/deliberations/pages/detail/index?id=${topics.discuss}`],
  [
    '议题，主持的人看',
    'community-dispatcher',
    () => `/features/deliberations/pages/detail/index?id=${topics.discuss}`,
  ],
  ['看法', 'resident', () => `/features/deliberations/pages/statements/index?id=${topics.discuss}`],
  ['提议题', 'resident', () => '/features/deliberations/pages/raise/index'],
  ['坝坝会', 'resident', () => `/features/deliberations/pages/meetings/index?id=${topics.discuss}`],
  [
    '坝坝会，主持的人看',
    'community-dispatcher',
    () => `/features/deliberations/pages/meetings/index?id=${topics.discuss}`,
  ],
  [
    '召集坝坝会',
    'community-dispatcher',
    () => `/features/deliberations/pages/meeting-edit/index?id=${topics.discuss}`,
  ],
  [
    '会议纪要',
    'community-dispatcher',
    () => `/features/deliberations/pages/minutes/index?id=${topics.discuss}&meeting=${held}`,
  ],
  ['改日期', 'community-dispatcher', () => `/features/deliberations/pages/plan/index?id=${topics.discuss}`],
  ['审核看法', 'community-dispatcher', () => `/features/deliberations/pages/care/index?id=${topics.discuss}`],
  ['我的住处', 'resident', () => '/features/residence/pages/own/index'],
  ['核实住处', 'grid-worker', () => '/features/residence/pages/verify/index'],
  ['服务', null, () => '/pages/services/index'],
  ['怎么办', 'resident', () => '/features/services/pages/item/index?id=elder-card'],
  ['办理', 'resident', () => '/features/services/pages/apply/index?id=elder-card'],
  ['我的预约', 'resident', () => '/features/services/pages/appointments/index'],
  ['微心愿', 'resident', () => '/features/wishes/pages/list/index'],
  ['许个心愿', 'resident', () => '/features/wishes/pages/make/index'],
  ['服务团队', 'resident', () => '/features/teams/pages/list/index'],
  ['团队', 'resident', () => '/features/teams/pages/detail/index?id=law'],
  ['走访', 'grid-worker', () => '/features/visits/pages/log/index'],
  ['辖区的走访', 'supervisor', () => '/features/visits/pages/desk/index'],
  ['消息', 'resident', () => '/features/notifications/pages/inbox/index'],
  ['消息设置', 'grid-worker', () => '/features/notifications/pages/settings/index'],
  ['后台任务', 'admin', () => '/features/admin/pages/jobs/index'],
  ['数据推送', 'admin', () => '/features/admin/pages/webhooks/index'],
  ['办事目录', 'admin', () => '/features/admin/pages/services/index'],
  ['一项服务', 'admin', () => '/features/admin/pages/service/index?id=elder-card'],
  ['新增服务', 'admin', () => '/features/admin/pages/service/index'],
  ['管理服务团队', 'admin', () => '/features/admin/pages/teams/index'],
  ['一个团队', 'admin', () => '/features/admin/pages/team/index?id=law'],
  ['我的事', 'resident', () => '/features/cases/pages/mine/index'],
  ['附近', null, () => '/features/cases/pages/nearby/index'],
  ['网格', null, () => `/features/areas/pages/grid/index?code=${grid}`],
  ['找我的网格', null, () => '/features/areas/pages/find/index'],
  ['扫码到的网格', null, () => `/features/areas/pages/code/index?c=${grid}`],
  ['区域边界', 'admin', () => '/features/areas/pages/import/index'],
  ['门牌二维码', 'community-dispatcher', () => '/features/areas/pages/doors/index'],
  ['网格拆分与合并', 'admin', () => '/features/areas/pages/redraw/index'],
  ['电话查看记录', 'supervisor', () => '/features/contacts/pages/records/index'],
  ['工作台', 'grid-worker', () => '/features/workbench/pages/queue/index'],
  ['内容审核', 'community-dispatcher', () => '/features/moderation/pages/queue/index'],
  ['管理工具', 'admin', () => '/features/admin/pages/tools/index'],
  ['党支部和服务站', 'admin', () => `/features/admin/pages/station/index?code=${grid}`],
  ['人员与值班', 'admin', () => '/features/admin/pages/people/index'],
  ['分派规则', 'admin', () => '/features/admin/pages/rules/index'],
  ['平急状态', 'supervisor', () => '/features/admin/pages/modes/index'],
  ['工作日历', 'admin', () => '/features/admin/pages/calendar/index'],
  ['请假与交接', 'grid-worker', () => '/features/workbench/pages/leave/index'],
  ['处理事项', 'grid-worker', () => `/features/workbench/pages/handle/index?id=${cases.handling}`],
];

interface How {
  viewport: 'phone' | 'desktop';
  elder?: boolean;
  dark?: boolean;
}
/** One window for each person and way of looking: its cache holds the portal's files from screen to screen. */
const windows = new Map<string, { since: number; visitor: Promise<Visit> }>();
/** A session's access token lasts 15 minutes. */
const FRESH_MS = 10 * 60_000;

async function openWindow(persona: string | null, how: How): Promise<Visit> {
  const visitor = await visit(browser, product.url, { viewport: how.viewport, at });
  const session = persona ? await new City(product.url).signIn(persona) : null;
  // The session is put where the portal keeps it; what one screen leaves behind is not for the next.
  await visitor.context.addInitScript(
    ({ kept, elder }) => {
      localStorage.clear();
      if (kept) localStorage.setItem('lx.session', kept);
      if (elder) localStorage.setItem('lianxin.elder-mode', 'true');
    },
    { kept: session ? JSON.stringify({ ...session, expired: false }) : null, elder: how.elder ?? false },
  );
  await visitor.page.emulateMedia({ colorScheme: how.dark ? 'dark' : 'light', reducedMotion: 'reduce' });
  return visitor;
}

/** Looks at one screen as one person. */
async function look(
  persona: string | null,
  path: string,
  how: How,
): Promise<{ findings: string[]; troubles: string[] }> {
  const key = JSON.stringify([persona, how]);
  let opened = windows.get(key);
  if (!opened || Date.now() - opened.since > FRESH_MS) {
    await opened?.visitor.then((stale) => stale.close());
    opened = { since: Date.now(), visitor: openWindow(persona, how) };
    windows.set(key, opened);
  }
  const { page, troubles } = await opened.visitor;
  troubles.length = 0;
  await page.goto(path);
  await page.locator('main').first().waitFor();
  await page.waitForLoadState('networkidle');
  return { findings: await seriousFindings(page), troubles: [...troubles] };
}

const well = { findings: [], troubles: [] };

describe('axe-core finds nothing serious, and the console stays silent', () => {
  it.each(screens)('%s on a phone', async (_name, persona, path) => {
    expect(await look(persona, path(), { viewport: 'phone' })).toEqual(well);
  });

  it.each(screens)('%s on a desktop', async (_name, persona, path) => {
    expect(await look(persona, path(), { viewport: 'desktop' })).toEqual(well);
  });

  it.each(screens)('%s in elder mode at night', async (_name, persona, path) => {
    expect(await look(persona, path(), { viewport: 'phone', elder: true, dark: true })).toEqual(well);
  });
});
