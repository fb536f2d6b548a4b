import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const script = path.resolve(__dirname, 'release-weapp.mjs');
let dist: string;
beforeEach(() => {
  dist = mkdtempSync(path.join(tmpdir(), 'lianxin-release-'));
  mkdirSync(path.join(dist, 'features/cases'), { recursive: true });
  const app = { pages: ['pages/home/index'], subPackages: [{ root: 'features/cases', pages: [] }] };
  writeFileSync(path.join(dist, 'app.json'), JSON.stringify(app));
  writeFileSync(path.join(dist, 'app.js'), 'const base = "https://wg.example.gov.cn/api/v1";');
  writeFileSync(path.join(dist, 'key'), 'k');
});
afterEach(() => rmSync(dist, { recursive: true }));

/** In a Node of its own: Jest cannot load ES modules. */
function obstacles(change: object = {}): string[] {
  const given = { appId: 'wx0123456789abcdef', keyFile: path.join(dist, 'key'), clean: true, ...change };
  const code = `import(${JSON.stringify(`file://${script}`)}).then(({ obstacles }) =>
    console.log(JSON.stringify(obstacles(${JSON.stringify(dist)}, ${JSON.stringify(given)}))))`;
  return JSON.parse(execFileSync(process.execPath, ['-e', code], { encoding: 'utf8' })) as string[];
}

test('a proper build with key and AppID has nothing in its way', () => {
  expect(obstacles()).toEqual([]);
});

test('everything that stands in the way is said at once', () => {
  writeFileSync(path.join(dist, 'app.js'), 'const base = "http://127.0.0.1:8080/api/v1";');
  writeFileSync(path.join(dist, 'features/cases/big.js.map'), Buffer.alloc(2 * 1024 * 1024 + 1));
  const said = obstacles({ appId: 'touristappid', keyFile: '/nowhere', clean: false });
  expect(said.map((line) => line.slice(0, 12))).toEqual([
    expect.stringContaining('app.js'),
    expect.stringContaining('带有源码映射'),
    expect.stringContaining('features/cas'),
    expect.stringContaining('没有 WECHAT'),
    expect.stringContaining('找不到密钥文件'),
    expect.stringContaining('还有没提交'),
  ]);
});

test('without a build or a key it says so', () => {
  expect(obstacles({ keyFile: undefined })).toEqual([expect.stringContaining('WECHAT_UPLOAD_KEY')]);
  rmSync(path.join(dist, 'app.json'));
  expect(obstacles()).toEqual([expect.stringContaining('没有构建')]);
});
