import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import http from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(__dirname, '../..');

/** Bundles the server as `npm start` does, into a folder of its own: tests run at once may not share `dist`. */
export async function bundleServer(outdir: string): Promise<void> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: { main: 'api/main.ts', 'store-worker': 'api/store/embedded/worker.ts' },
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    tsconfig: 'tsconfig.json',
    logLevel: 'error',
  });
}

export interface ServerProcess {
  url: string;
  child: ChildProcess;
  /** What it printed so far, both streams. */
  output(): string;
  /** Sends the signal and waits for the end. @returns exit code (null when killed) and how long it took */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; ms: number }>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function launch(bundle: string, dataDir: string, port: number, env: Record<string, string>) {
  const child = spawn(process.execPath, [join(bundle, 'main.js')], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      NODE_PATH: join(ROOT, 'node_modules'),
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDir,
      DEMO: 'true',
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return { child, output: () => output, ended };
}

/** Runs the server to its end, for starts that are to be refused. */
export async function runServer(
  bundle: string,
  dataDir: string,
): Promise<{ code: number | null; output: string }> {
  const { output, ended } = launch(bundle, dataDir, await freePort(), {});
  return { code: await ended, output: output() };
}

/** Starts the bundled server on a free port and waits for /readyz. */
export async function startServer(
  bundle: string,
  dataDir: string,
  env: Record<string, string> = {},
): Promise<ServerProcess> {
  if (!existsSync(join(bundle, 'main.js'))) throw new Error('not bundled');
  const port = await freePort();
  const { child, output, ended } = launch(bundle, dataDir, port, env);
  const url = `http://127.0.0.1:${port}`;
  for (let ready = false; !ready;) {
    if (child.exitCode !== null) throw new Error(`server ended:\n${output()}`);
    ready = await isReady(url);
    if (!ready) await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    child,
    output,
    async end(signal) {
      const start = performance.now();
      child.kill(signal);
      return { code: await ended, ms: performance.now() - start };
    },
  };
}

const isReady = (url: string) =>
  new Promise<boolean>((resolve) => {
    const request = http.get(`${url}/readyz`, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('error', () => resolve(false));
  });
