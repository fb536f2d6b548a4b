import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import jwt from 'jsonwebtoken';
import { DEMO_PLACE } from '@api/demo';

/**
 * `npm run bench [-- seconds]`: create and list against the pipeline baseline, same machine, same run, same generator.
 * Absolute figures depend on the machine; the ratios are what counts (docs/benchmarks.md).
 */
const SECONDS = Number(process.argv[2] ?? 8);
const CONNECTIONS = 64;
const AIMS = { create: 0.15, feed: 0.06, workbench: 0.06, unchanged: 0.7 };

interface Running {
  url: string;
  stop: () => Promise<void>;
}

async function start(
  command: string,
  args: string[],
  env: Record<string, string>,
  ready: RegExp,
): Promise<Running> {
  const child: ChildProcess = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const match = ready.exec(output);
      if (match?.[1]) resolve(match[1]);
    });
    child.once('exit', (code) =>
      reject(new Error(`${command} ${args.join(' ')} ended with ${code}: ${output}`)),
    );
  });
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

interface Load {
  url: string;
  token: string;
  method?: 'GET' | 'POST';
  body?: () => string;
  headers?: Record<string, string>;
}

interface Figure {
  perSecond: number;
  p50: number;
  p99: number;
  errors: number;
}

async function fire(load: Load, expected: number[]): Promise<Figure> {
  const result = await autocannon({
    url: load.url,
    connections: CONNECTIONS,
    duration: SECONDS,
    requests: [
      {
        method: load.method ?? 'GET',
        setupRequest: (request) => ({
          ...request,
          headers: {
            authorization: `Bearer ${load.token}`,
            ...load.headers,
            ...(load.body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
          },
          ...(load.body && { body: load.body() }),
        }),
      },
    ],
  });
  const codes = Object.entries(result.statusCodeStats ?? {});
  const unexpected = codes.filter(([code]) => !expected.includes(Number(code)));
  const errors = result.errors + unexpected.reduce((sum, [, { count }]) => sum + (count ?? 0), 0);
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99, errors };
}

let serial = 0;
const report = () => {
  serial += 1;
  return JSON.stringify({
    text: `第 ${serial} 件：楼下的路灯不亮了，晚上回家看不清路`,
    categoryCode: 'GY-0102',
    place: {
      lng: DEMO_PLACE.lng + ((serial % 40) - 20) * 1e-4,
      lat: DEMO_PLACE.lat + (((serial / 40) % 40) - 20) * 1e-4,
      coordType: 'wgs84',
    },
  });
};

async function signIn(url: string, persona: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/auth/demo`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ persona }),
  });
  const session = (await response.json()) as { accessToken: string };
  return session.accessToken;
}

async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianxin-bench-'));
  const secret = randomUUID() + randomUUID();
  const baseline = await start(
    process.execPath,
    ['--import', 'tsx', 'bench/pipeline-server.ts'],
    { BENCH_JWT_SECRET: secret },
    /port (\d+)/,
  );
  const api = await start(
    process.execPath,
    ['--max-semi-space-size=32', 'dist/api/main.js'],
    {
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      DEMO: 'true',
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'error',
      CHECK_RESPONSES: 'off',
    },
    /H5 门户\s+http:\/\/localhost:(\d+)/,
  );
  const plain = jwt.sign({ sub: 'bench' }, secret);
  const resident = await signIn(api.url, 'resident');
  const worker = await signIn(api.url, 'grid-worker');
  const v1 = `${api.url}/api/v1`;

  const pipelineCreate = await fire(
    { url: `${baseline.url}/create`, token: plain, method: 'POST', body: report },
    [201],
  );
  const pipelineList = await fire({ url: `${baseline.url}/list`, token: plain }, [200]);
  const create = await fire({ url: `${v1}/cases`, token: resident, method: 'POST', body: report }, [201]);
  const feed = await fire({ url: `${v1}/cases?limit=20`, token: resident }, [200]);
  const workbench = await fire({ url: `${v1}/workbench?queue=team&limit=20`, token: worker }, [200]);
  const etag = (await fetch(`${v1}/categories`)).headers.get('ETag') ?? '';
  const unchanged = await fire(
    { url: `${v1}/categories`, token: resident, headers: { 'if-none-match': etag } },
    [304],
  );

  const rows: [string, Figure, Figure, number][] = [
    ['create a report', create, pipelineCreate, AIMS.create],
    ['list 20 (feed)', feed, pipelineList, AIMS.feed],
    ['list 20 (workbench)', workbench, pipelineList, AIMS.workbench],
    ['categories, unchanged (304)', unchanged, pipelineList, AIMS.unchanged],
  ];
  console.log(`\n${CONNECTIONS} connections, ${SECONDS} s each; ratio to the pipeline baseline of this run`);
  for (const [name, figure, base, aim] of rows) {
    const ratio = figure.perSecond / base.perSecond;
    console.log(
      `${name.padEnd(30)} ${figure.perSecond.toFixed(0).padStart(6)}/s  p50 ${figure.p50} ms  p99 ${figure.p99} ms  ` +
        `ratio ${ratio.toFixed(3)} (aim ≥ ${aim}${ratio >= aim ? '' : ', MISSED'})  p99 ×${(figure.p99 / Math.max(1, base.p99)).toFixed(1)}  errors ${figure.errors}`,
    );
  }
  console.log(
    `${'pipeline create / list'.padEnd(30)} ${pipelineCreate.perSecond.toFixed(0)}/s / ${pipelineList.perSecond.toFixed(0)}/s  p99 ${pipelineCreate.p99} / ${pipelineList.p99} ms`,
  );
  await Promise.all([baseline.stop(), api.stop()]);
  rmSync(dataDir, { recursive: true, force: true });
  if (rows.some(([, figure]) => figure.errors > 0)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
