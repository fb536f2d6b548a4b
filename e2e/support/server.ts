import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** Where `dist/` lies: this checkout, or a copy of the product unpacked elsewhere (E2E_PRODUCT_DIR). */
const root = process.env.E2E_PRODUCT_DIR ?? path.resolve(__dirname, '../..');
const entry = path.join(root, 'dist/api/main.js');
const READY_WITHIN_MS = 120_000;

export interface RunningProduct {
  /** Origin of the portal and of the API, without a slash at the end. */
  readonly url: string;
  /** What the server printed so far: the last resort when a test fails. */
  log(): string;
  /** SIGTERM, waits for the end, removes the data. Rejects when it does not stop cleanly. */
  stop(): Promise<void>;
}

/**
 * Starts the built product (`npm run build` first) with the demo city in a data directory of its own.
 * @returns once `/readyz` answers 200. Rejects with the server's output when it ends or is not ready in 2 minutes.
 */
export async function startProduct(env: Record<string, string> = {}): Promise<RunningProduct> {
  if (!existsSync(entry)) throw new Error('dist/api/main.js is missing: run `npm run build` first');
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'lianxin-e2e-'));
  const port = await freePort();
  const { MONGODB_URI: _ignored, ...inherited } = process.env;
  const child = spawn(process.execPath, [entry], {
    cwd: root,
    env: { ...inherited, DEMO: 'true', RATE_LIMITS: 'off', ...env, PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-20_000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilReady(url, child, () => output);
  } catch (error) {
    child.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  }
  return {
    url,
    log: () => output,
    async stop() {
      const code = await terminate(child);
      rmSync(dataDir, { recursive: true, force: true });
      if (code !== 0) throw new Error(`the server ended with ${code}\n${output}`);
    },
  };
}

async function untilReady(url: string, child: ChildProcess, log: () => string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}\n${log()}`);
    const ready = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false, // not listening yet
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`the server was not ready within ${READY_WITHIN_MS} ms\n${log()}`);
}

function terminate(child: ChildProcess): Promise<number | null | string> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), 15_000);
    child.once('exit', (code, signal) => {
      clearTimeout(force);
      resolve(code ?? signal);
    });
    child.kill('SIGTERM');
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
