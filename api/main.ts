import { existsSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pino } from 'pino';
import { createApp, createIndexes } from './app';
import { readConfig } from './config';
import { seedDemoCity } from './demo';
import { listPersonas } from './features/auth';
import { warmSuggester } from './features/categories';
import { createMetrics } from './http/observe';
import { startJobs } from './jobs';
import { startServices } from './services';

/** In-flight requests get this long to finish after SIGTERM. */
const DRAIN_MS = 4000;

/** The sandbox lets a demo's photos pass after so long. */
const PASS_AFTER_MS = 500;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = pino({ level: config.logLevel, redact: ['req.headers.authorization', '*.phone', '*.token'] });
  const metrics = createMetrics(true);
  const services = await startServices(config, log, metrics);
  const { deps } = services;
  let ready = false;
  let started = false;
  const portalDir = findPortal();
  const app = createApp(deps, { metrics, isReady: () => ready, isStarted: () => started, portalDir });
  const handle = app.callback();
  const server = http.createServer(
    { headersTimeout: 10_000, requestTimeout: 120_000 },
    (req, res) => void handle(req, res),
  );
  const listening = new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  await listening;
  await createIndexes(deps);
  if (config.demo) await seedDemoCity(deps);
  await deps.routing.refresh();
  deps.routing.start();
  const { port } = server.address() as AddressInfo;
  const { messageToken, aesKey } = config.wechat;
  if (messageToken)
    services.sandbox?.pushTo({
      url: `http://127.0.0.1:${port}/api/v1/wechat/messages`,
      token: messageToken,
      ...(aesKey && { aesKey }),
      passAfterMs: PASS_AFTER_MS,
    });
  const jobs = startJobs(deps);
  ready = true;
  started = true;
  warmSuggester(deps).catch((error: unknown) =>
    log.warn({ err: error }, 'no category can be suggested until a catalogue is imported'),
  );
  await announce(port, services.deps, portalDir, services.sandbox?.baseUrl ?? null);

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    ready = false;
    log.info({ signal }, 'stopping');
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    await closed;
    clearTimeout(cut);
    await jobs.stop();
    await services.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
}

/** The built portal, beside the bundle (dist/api/main.js) or below the sources when run by tsx. */
function findPortal(): string | null {
  const candidates = [join(__dirname, '../h5'), join(__dirname, '../dist/h5')];
  return candidates.find((dir) => existsSync(join(dir, 'index.html'))) ?? null;
}

async function announce(
  port: number,
  deps: Parameters<typeof listPersonas>[0],
  portalDir: string | null,
  sandboxUrl: string | null,
): Promise<void> {
  const lines = [
    '',
    '  网格连心 Lianxin 已启动',
    `  H5 门户      http://localhost:${port}/${portalDir ? '' : '  （尚未构建：npm run build:h5）'}`,
    `  接口文档     http://localhost:${port}/api/docs`,
    '  小程序       用微信开发者工具打开本目录（project.config.json），构建结果在 dist/weapp',
  ];
  if (sandboxUrl) lines.push(`  微信沙箱     ${sandboxUrl}/__sandbox/phone  （手机会收到的订阅消息）`);
  if (deps.config.demo) {
    const { items } = await listPersonas(deps);
    lines.push('  演示人物     在门户「登录」里点选：');
    for (const { persona, name, description } of items)
      lines.push(`    ${persona.padEnd(22)} ${name}：${description}`);
  }
  console.log(`${lines.join('\n')}\n`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
