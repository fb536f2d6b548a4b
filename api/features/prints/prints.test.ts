import { execFileSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaseView } from '@shared/cases/schemas';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { act, get, post } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { upload } from '@api/test/quality/world';
import { printsOf } from './print-log';

let app: TestApp;
let home: Community;
let reporter: Person;
let worker: Person;
let open: CaseView;
const dir = mkdtempSync(join(tmpdir(), 'lianxin-print-'));

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  const [grid] = home.grids;
  reporter = await home.person({ name: '李居民', homeGrid: grid });
  worker = await home.person({ name: '王芳', role: 'grid_worker', area: grid, post: 'grid_worker' });
  const photo = (await upload(app, reporter.token)).body.id;
  open = (
    await post<CaseView>(
      app,
      '/cases',
      {
        text: '楼下的井盖坏了，喆嫂差点摔倒，请打 13812345678',
        categoryCode: 'GY-0101',
        addressText: '幸福里三号楼',
        place: home.centres[0],
        uploadIds: [photo],
      },
      reporter.token,
    )
  ).body;
  await act(app, worker.token, open.id, 'accept');
  await act(app, worker.token, open.id, 'takeUp');
  await act(app, worker.token, open.id, 'progress', { text: '内部的一句话', visibility: 'internal' });
  await act(app, worker.token, open.id, 'progress', { text: '已联系市政公司', visibility: 'public' });
  const done = await act(app, worker.token, open.id, 'reply', {
    text: '井盖已换新',
    result: 'solved',
    uploadIds: [(await upload(app, worker.token)).body.id],
  });
  expect(done.status).toBe(200);
});
afterAll(async () => {
  await app.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function print(who: Person | undefined, ref: string) {
  const response = await fetch(`${app.url}/api/v1/cases/${ref}/print.pdf`, {
    headers: who ? { Authorization: `Bearer ${who.token}` } : {},
  });
  return {
    status: response.status,
    headers: response.headers,
    pdf: Buffer.from(await response.arrayBuffer()),
  };
}

const hasPoppler = existsSync('/usr/bin/pdftotext');
/** What a reader of the PDF can copy out of it, without the spaces of its layout. */
function textOf(pdf: Buffer): string {
  const file = join(dir, 'print.pdf');
  writeFileSync(file, pdf);
  return execFileSync('/usr/bin/pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/\s+/g, '');
}

test('a work order is a PDF of reasonable size, drawn within the time of a request, and it is noted who took it', async () => {
  const before = performance.eventLoopUtilization();
  const { status, headers, pdf } = await print(worker, open.number);
  const { active } = performance.eventLoopUtilization(before);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/pdf');
  expect(headers.get('cache-control')).toBe('private, no-store');
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.length).toBeGreaterThan(20_000);
  expect(pdf.length).toBeLessThan(600_000);
  expect(active).toBeLessThan(5_000);
  if (process.env.KEEP_PDF) writeFileSync(process.env.KEEP_PDF, pdf);
  const noted = await printsOf(app.deps.db).find({ caseId: open.id }).toArray();
  expect(noted).toMatchObject([{ userId: worker.id, as: 'staff', number: open.number }]);
});

(hasPoppler ? test : test.skip)(
  'staff read all they may see, the reporter what the public sees',
  async () => {
    const staff = textOf((await print(worker, open.id)).pdf);
    const own = textOf((await print(reporter, open.id)).pdf);
    for (const text of [staff, own])
      for (const words of [
        open.number,
        '网格事项工单',
        '井盖已换新',
        '已联系市政公司',
        '喆嫂',
        '井盖缺失破损',
        '签字',
      ])
        expect(text).toContain(words);
    for (const secret of ['内部的一句话', '13812345678', '李居民']) {
      expect([secret, own.includes(secret)]).toEqual([secret, false]);
      expect([secret, staff.includes(secret)]).toEqual([secret, true]);
    }
    expect(own).toContain('138****5678');
  },
);

(hasPoppler ? test : test.skip)('the reporter’s copy keeps what is kept from the public', async () => {
  const report = {
    text: '物业经理王八蛋，井盖坏了没人管',
    categoryCode: 'GY-0101',
    addressText: '幸福里三号楼',
    place: home.centres[0],
    visibility: 'public',
  };
  const { id } = (await post<CaseView>(app, '/cases', report, reporter.token)).body;
  expect(textOf((await print(worker, id)).pdf)).toContain('王八蛋');
  const own = textOf((await print(reporter, id)).pdf);
  expect(own).toContain('这段文字正在审核');
  expect(own).not.toContain('王八蛋');
});

test('nobody else gets one, nor learns of a case', async () => {
  const away = await buildCommunity(app);
  const neighbour = await home.person({});
  const foreign = await away.person({ role: 'dispatcher', area: away.city });
  const beside = await home.person({ role: 'grid_worker', area: home.grids[1] });
  const statuses = await Promise.all(
    [undefined, neighbour, foreign, beside].map(async (who) => (await print(who, open.id)).status),
  );
  expect(statuses).toEqual([401, 404, 404, 404]);
  expect((await print(worker, 'f'.repeat(24))).status).toBe(404);
  expect((await get(app, '/cases/nonsense/print.pdf', worker.token)).status).toBe(400);
});
