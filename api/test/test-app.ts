import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import { createApp, createIndexes } from '../app';
import { readConfig } from '../config';
import type { Deps } from '../deps';
import { createMetrics } from '../http/observe';
import { type Services, startServices } from '../services';

export interface TestApp {
  deps: Deps;
  services: Services;
  url: string;
  /** Moves the injected clock. */
  travel(ms: number): void;
  setClock(ms: number): void;
  /** Stops the clock there, until it is set again. */
  freezeClock(ms: number): void;
  stop(): Promise<void>;
}

/** Monday 2026-11-23 10:00 in Shanghai: a working hour of an ordinary working day. */
export const TEST_NOW = Date.parse('2026-11-23T02:00:00Z');

/**
 * A store's file with every index and no document, made by the first app of a run and copied by all others: building
 * two hundred indexes takes longer than many a test. Unset (one file run by hand): each app builds its own.
 */
const READY_STORE = process.env.MONGODB_URI ? undefined : process.env.LIANXIN_TEST_STORE;

async function withIndexes(deps: Deps, isCopy: boolean): Promise<void> {
  if (isCopy) return;
  await createIndexes(deps);
  if (!READY_STORE) return;
  const made = `${READY_STORE}.${process.pid}`;
  await deps.db.getClient().db('admin').command({ backupTo: made });
  renameSync(made, READY_STORE);
}

/**
 * The real app over HTTP on a fresh database: the embedded store in a temporary folder, or the server of
 * MONGODB_URI with a database of its own. Responses that break their contract fail the test.
 */
export async function startTestApp(
  env: Record<string, string> = {},
  log?: Logger,
  portalDir: string | null = null,
): Promise<TestApp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianxin-test-'));
  const config = readConfig({
    NODE_ENV: 'test',
    DATA_DIR: dataDir,
    DEMO: 'true',
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'error',
    CHECK_RESPONSES: 'throw',
    ...(process.env.MONGODB_URI && { MONGODB_URI: process.env.MONGODB_URI }),
    ...env,
  });
  let offset = TEST_NOW - Date.now();
  let frozen: number | null = null;
  const metrics = createMetrics(false);
  const isCopy = READY_STORE !== undefined && existsSync(READY_STORE);
  if (isCopy) {
    mkdirSync(join(dataDir, 'store'));
    copyFileSync(READY_STORE, join(dataDir, 'store/store.mdb'));
  }
  // On a server that others share each app has a database of its own; the name is in the copied file.
  const database = READY_STORE
    ? 'lianxin_test'
    : `lianxin_test_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const services = await startServices(config, log ?? pino({ level: config.logLevel }), metrics, {
    clock: () => frozen ?? Date.now() + offset,
    database,
  });
  const { deps } = services;
  await withIndexes(deps, isCopy);
  const app = createApp(deps, { metrics, isReady: () => true, portalDir });
  const handle = app.callback();
  const server = http.createServer((req, res) => void handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    deps,
    services,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    travel: (ms) => {
      offset += ms;
    },
    setClock: (ms) => {
      offset = ms - Date.now();
      frozen = null;
    },
    freezeClock: (ms) => {
      frozen = ms;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await settle();
      await deps.audit.flush();
      if (process.env.MONGODB_URI) await deps.db.dropDatabase();
      await services.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Lets work started after an answer (the event log's copy) come to its end. */
export const settle = () => new Promise((resolve) => setTimeout(resolve, 150));
