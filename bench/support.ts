import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import jwt from 'jsonwebtoken';
import { DEMO_PLACE } from '@api/demo';

export const CONNECTIONS = 64;

export interface Running {
  url: string;
  pid: number;
  /** Resolves when it has come to its end by itself. */
  ended: Promise<void>;
  stop: () => Promise<void>;
}

/** Starts a server and waits for the line that says its port. */
export async function start(
  command: string,
  args: string[],
  env: Record<string, string>,
  ready: RegExp,
): Promise<Running> {
  const child: ChildProcess = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
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
    pid: child.pid ?? 0,
    ended,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** The built API on the demo city in `dataDir` (or MONGODB_URI), without rate limits. */
export const startApi = (dataDir: string): Promise<Running> =>
  start(
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

/** Koa, router, JWT, body and zod answering from memory: what every ratio is to. */
export async function startPipeline(): Promise<{ server: Running; token: string }> {
  const secret = randomUUID() + randomUUID();
  const server = await start(
    process.execPath,
    ['--import', 'tsx', 'bench/pipeline-server.ts'],
    { BENCH_JWT_SECRET: secret },
    /port (\d+)/,
  );
  return { server, token: jwt.sign({ sub: 'bench' }, secret) };
}

export interface Load {
  url: string;
  /** Instead of the path of `url`, anew for every request. */
  path?: () => string;
  token: string;
  method?: 'GET' | 'POST';
  body?: () => string;
  headers?: Record<string, string>;
}

export interface Figure {
  perSecond: number;
  p50: number;
  p99: number;
  errors: number;
  statuses: Map<number, number>;
}

/** As many requests as 64 connections manage; answers of other statuses count as errors. */
export async function fire(load: Load, expected: number[], seconds: number, rate?: number): Promise<Figure> {
  const result = await autocannon({
    url: load.url,
    connections: CONNECTIONS,
    duration: seconds,
    ...(rate !== undefined && { overallRate: rate }),
    requests: [
      {
        method: load.method ?? 'GET',
        setupRequest: (request) => ({
          ...request,
          ...(load.path && { path: load.path() }),
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
  return {
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    errors,
    statuses: new Map(codes.map(([code, { count }]) => [Number(code), count ?? 0])),
  };
}

let serial = 0;
/** A new report near the demo's grid, every time another. */
export const report = () => {
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

export async function signIn(url: string, persona: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/auth/demo`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ persona }),
  });
  const session = (await response.json()) as { accessToken: string };
  return session.accessToken;
}
