import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BallotResultView } from '@shared/ballots/schemas';
import { finishBallots } from '@api/features/ballots';
import { topicsOf } from '@api/features/deliberations';
import { buildCommunity } from '@api/test/build-community';
import { buildTopic } from '@api/test/build-topic';
import { get, send } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { verify } from '@api/test/verified';

const DAY = 24 * 3_600_000;
const dir = mkdtempSync(join(tmpdir(), 'lianxin-result-'));
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(async () => {
  await app.stop();
  rmSync(dir, { recursive: true, force: true });
});

const POPPLER = '/usr/bin/pdftotext';
function textOf(pdf: Buffer): string {
  const file = join(dir, 'result.pdf');
  writeFileSync(file, pdf);
  if (process.env.KEEP_RESULT) writeFileSync(process.env.KEEP_RESULT, pdf);
  return execFileSync(POPPLER, ['-layout', file, '-'], { encoding: 'utf8' });
}

test('the result on paper has every number, the rules, the dates and the code; nothing before it is counted', async () => {
  const home = await buildCommunity(app);
  const desk = await home.person({ role: 'dispatcher', area: home.community });
  const now = new Date(app.deps.clock());
  const topic = await buildTopic(app, home.community, {
    title: '充电棚 <script>alert(1)</script> 打 13812345678',
    history: [
      { seq: 1, at: now, kind: 'phase', to: 'discuss', title: '议题已立项', by: null, text: '' },
      { seq: 2, at: now, kind: 'phase', to: 'decide', title: '开始表决', by: null, text: '' },
    ],
  });
  const path = `/topics/${topic._id.toHexString()}`;
  const pdf = async () => {
    const response = await fetch(`${app.url}/api/v1${path}/result.pdf`);
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  };
  expect((await pdf()).response.status).toBe(404);
  await send(app, 'PUT', `${path}/ballot/rules`, {
    token: desk.token,
    body: {
      question: '充电棚建在哪里',
      options: [{ text: '东门' }, { text: '西门' }],
      kind: 'single',
      unit: 'person',
      quorumPercent: 50,
      majority: 'half',
      tie: 'none',
      version: 0,
    },
  });
  expect((await pdf()).response.status).toBe(409);
  await topicsOf(app.deps.db).updateOne(
    { _id: topic._id },
    { $set: { phase: 'decide', 'dates.decideUntil': new Date(app.deps.clock() + DAY) } },
  );
  for (const choices of [['A'], ['A'], []]) {
    const voter = await home.person({ homeGrid: home.grids[0] });
    await verify(app, voter, home.grids[0]);
    const cast = await send(app, 'PUT', `${path}/ballot`, { token: voter.token, body: { choices } });
    expect(cast.status).toBe(200);
  }
  app.travel(DAY + 21_000);
  await finishBallots(app.deps, () => false);
  const { response, bytes } = await pdf();
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/pdf');
  expect(bytes.length).toBeGreaterThan(20_000);
  if (!existsSync(POPPLER)) return;
  const text = textOf(bytes);
  const result = (await get<BallotResultView>(app, `${path}/result`)).body;
  for (const words of [
    '表决结果公示',
    '充电棚建在哪里',
    '<script>alert(1)</script>',
    '通过了「东门」',
    '66.7%',
    '3 人，投票率',
    '其中弃权',
    '有效需要',
    '开始表决',
    '投票截止',
    '盖章',
    result.hash,
  ])
    expect([words, text.includes(words)]).toEqual([words, true]);
  expect(text).not.toContain('13812345678');
});
