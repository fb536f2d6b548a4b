// Uploads dist/weapp to WeChat: `npm run release:weapp -- --desc "什么变了" [--preview]`.
// Without a key it is a dry run: everything is checked and said, nothing leaves this machine.
//   WECHAT_APP_ID      AppID of the city's mini-program
//   WECHAT_UPLOAD_KEY  file of the upload key (mp.weixin.qq.com → 开发管理 → 开发设置 → 小程序代码上传);
//                      the address of this machine must be on the IP whitelist there
//   WECHAT_CI_ROBOT    1–30, which robot's version it becomes (default 1)
// miniprogram-ci is not among the dependencies: it is heavy and needed by whoever uploads only:
//   npm install --no-save miniprogram-ci@2
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const LIMIT = { package: 2 * 1024 * 1024, all: 20 * 1024 * 1024 };

const filesOf = (dist) =>
  readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(path.join(dist, file)).isFile(),
  );

/** What stands in the way of uploading this build; empty when nothing does. @param {string} dist */
export function obstacles(dist, { appId, keyFile, clean }) {
  if (!existsSync(path.join(dist, 'app.json'))) return ['没有构建：先运行 npm run build:weapp'];
  const app = JSON.parse(readFileSync(path.join(dist, 'app.json'), 'utf8'));
  const found = [];
  const sizes = { main: 0 };
  let all = 0;
  for (const file of filesOf(dist)) {
    const { size } = statSync(path.join(dist, file));
    const owner = (app.subPackages ?? []).find(({ root }) => file.startsWith(`${root}/`))?.root ?? 'main';
    sizes[owner] = (sizes[owner] ?? 0) + size;
    all += size;
    if (/\.map$/.test(file)) found.push(`带有源码映射：${file}`);
    if (
      /\.js$/.test(file) &&
      /http:\/\/(127\.0\.0\.1|localhost)/.test(readFileSync(path.join(dist, file), 'utf8'))
    )
      found.push(`${file} 里写着本机地址：用 TARO_APP_API_BASE=https://… 重新构建`);
  }
  for (const [name, size] of Object.entries(sizes))
    if (size > LIMIT.package) found.push(`${name} 有 ${size} 字节，超过微信的 2 MB`);
  if (all > LIMIT.all) found.push(`合计 ${all} 字节，超过 20 MB`);
  if (!/^wx[0-9a-f]{16}$/.test(appId ?? '')) found.push('没有 WECHAT_APP_ID（wx 开头的 18 位）');
  if (!keyFile) found.push('没有 WECHAT_UPLOAD_KEY（代码上传密钥文件）');
  else if (!existsSync(keyFile)) found.push(`找不到密钥文件 ${keyFile}`);
  if (!clean) found.push('还有没提交的改动：发布的版本应当能从仓库重建');
  return found;
}

async function main() {
  const { values } = parseArgs({
    options: { desc: { type: 'string' }, preview: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
  });
  const dist = 'dist/weapp';
  const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const commit = git('rev-parse', '--short', 'HEAD');
  const appId = process.env.WECHAT_APP_ID;
  const keyFile = process.env.WECHAT_UPLOAD_KEY;
  const robot = Number(process.env.WECHAT_CI_ROBOT ?? 1);
  const desc = values.desc ?? git('log', '-1', '--format=%s');
  const found = obstacles(dist, { appId, keyFile, clean: git('status', '--porcelain') === '' });
  console.log(`版本 ${version}（${commit}），说明：${desc}，机器人 ${robot}`);
  for (const line of found) console.log(`  × ${line}`);
  if (values['dry-run'] || !keyFile) {
    console.log(found.length === 0 ? '可以上传（试运行，没有上传）' : '试运行：以上问题解决后才能上传');
    return;
  }
  if (found.length > 0) {
    process.exitCode = 1;
    return;
  }
  // Not a dependency; see above.
  const ci = await import('miniprogram-ci').catch(() => {
    throw new Error('没有 miniprogram-ci：npm install --no-save miniprogram-ci@2');
  });
  const project = new ci.Project({
    appid: appId,
    type: 'miniProgram',
    projectPath: dist,
    privateKeyPath: keyFile,
    ignores: ['node_modules/**/*'],
  });
  // The package is built and minified already: WeChat's own steps would only change what was tested.
  const options = {
    project,
    version,
    desc: `${desc} (${commit})`,
    robot,
    setting: { es6: false, minify: false },
  };
  if (values.preview)
    await ci.preview({ ...options, qrcodeFormat: 'terminal', onProgressUpdate: () => undefined });
  else await ci.upload({ ...options, onProgressUpdate: () => undefined });
  console.log(values.preview ? '预览二维码如上' : '已上传：到公众平台「版本管理」提交审核');
}

if (import.meta.url === `file://${process.argv[1]}`)
  main().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
