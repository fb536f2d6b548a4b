import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = process.env.E2E_PRODUCT_DIR ?? path.resolve(__dirname, '../..');
const entry = path.join(root, 'dist/api/main.js');
const READY_WITHIN_MS = 90_000;

export interface KillableApi {
  url: string;
  /** SIGKILL in the middle of whatever it does, then a new process over the same data; resolves when that is ready. */
  restart(): Promise<void>;
  kills(): number;
  stop(): Promise<void>;
}

/** The built API with the demo city in a data directory of its own. */
export async function startKillable(port: number): Promise<KillableApi> {
  if (!existsSync(entry)) throw new Error('dist/api/main.js is missing: run `npm run build:api` first');
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'lianxin-storm-'));
  const url = `http://127.0.0.1:${port}`;
  let kills = 0;
  let child: ChildProcess;
  let output = '';

  async function start(): Promise<void> {
    const { MONGODB_URI: _ignored, ...inherited } = process.env;
    output = '';
    child = spawn(process.execPath, [entry], {
      cwd: root,
      env: {
        ...inherited,
        DEMO: 'true',
        RATE_LIMITS: 'off',
        LOG_LEVEL: 'error',
        PORT: String(port),
        DATA_DIR: dataDir,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-10_000));
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const deadline = Date.now() + READY_WITHIN_MS;
    for (;;) {
      const ready = await fetch(`${url}/readyz`).then(
        ({ ok }) => ok,
        () => false, // not listening yet
      );
      if (ready) return;
      if (child.exitCode !== null || Date.now() > deadline)
        throw new Error(`the API did not start\n${output}`);
      await sleep(100);
    }
  }

  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  await start();
  return {
    url,
    kills: () => kills,
    async restart() {
      await kill();
      kills += 1;
      await start();
    },
    async stop() {
      await kill();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
