import { createSecretKey } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import mongoose from 'mongoose';
import type { Logger } from 'pino';
import { FIELD_LABELS, PUSH_TEMPLATE_KEYS, PUSH_TEMPLATES } from '@shared/notifications/templates';
import type { Config } from './config';
import type { Deps } from './deps';
import { createAuditTrail } from './features/audit';
import { createLiveCalendar, readOverrides } from './features/calendar';
import { createLiveRules } from './features/routing-rules';
import { loadRoutableAreas, readAreasRevision } from './features/areas';
import type { Metrics } from './http/observe';
import { createRateLimits } from './http/rate-limit';
import { createContentCheck } from './integrations/content-check';
import { createConsoleSmsSender } from './integrations/sms';
import { createDiskStorage } from './integrations/storage';
import { createMongoTokenStore, createWechatClient } from './integrations/wechat';
import { startWechatSandbox, type WechatSandbox } from './integrations/wechat/sandbox';
import { createJobBook } from './job-book';
import { createLiveRoutingIndex } from './routing';
import { startEmbeddedStore, type EmbeddedStore } from './store/embedded';
import { createFieldCrypto } from './store/field-crypto';
import { resolveSecrets } from './store/secrets';

export interface Services {
  deps: Deps;
  /** Where the sandbox of WeChat's server listens, when it is used. */
  sandbox: WechatSandbox | null;
  store: EmbeddedStore | null;
  stop(): Promise<void>;
}

const DATABASE = 'lianxin';

/** Starts what the app leans on: store, connection, storage, WeChat's sandbox when no real one is configured. */
export async function startServices(
  config: Config,
  log: Logger,
  metrics: Metrics,
  { clock = Date.now, database = DATABASE }: { clock?: () => number; database?: string } = {},
): Promise<Services> {
  const dataDir = resolve(config.dataDir);
  const tmpDir = join(dataDir, 'tmp');
  mkdirSync(tmpDir, { recursive: true });
  const secrets = resolveSecrets(config);
  const store = config.mongodbUri
    ? null
    : await startEmbeddedStore({
        dataDir: join(dataDir, 'store'),
        onLog: ({ level, msg }) => log[level]({ part: 'store' }, msg),
      });
  const storeAddress = { uri: config.mongodbUri ?? store?.uri ?? '', database };
  const db = await mongoose
    .createConnection(storeAddress.uri, {
      dbName: database,
      autoIndex: false,
      autoCreate: false,
      serverSelectionTimeoutMS: 10_000,
      maxPoolSize: 32,
    })
    .asPromise();
  const sandbox = config.wechat.baseUrl
    ? null
    : await startWechatSandbox({
        appId: config.wechat.appId,
        appSecret: secrets.wechatAppSecret,
        templates: PUSH_TEMPLATE_KEYS.flatMap((key) => {
          const id = config.wechat.templates[key];
          const { name, fields, kind } = PUSH_TEMPLATES[key];
          const labels = Object.fromEntries(
            Object.entries(FIELD_LABELS).map(([word, label]) => [fields[word as keyof typeof fields], label]),
          );
          return id ? [{ id, kind, title: name, labels, keys: Object.values(fields) }] : [];
        }),
      });
  const routing = createLiveRoutingIndex({
    loadAreas: () => loadRoutableAreas(db),
    readRevision: () => readAreasRevision(db),
    onError: (error) => log.error({ err: error }, 'boundaries could not be reloaded; the old ones stay'),
  });
  const rules = createLiveRules({ db, clock });
  await rules.reload();
  const fieldCrypto = createFieldCrypto(secrets.field);
  const wechat = createWechatClient({
    baseUrl: config.wechat.baseUrl ?? sandbox?.baseUrl ?? '',
    appId: config.wechat.appId,
    appSecret: secrets.wechatAppSecret,
    // The sandbox dies with this process and its tokens with it.
    ...(!sandbox && {
      tokenStore: createMongoTokenStore({
        db,
        appId: config.wechat.appId,
        seal: fieldCrypto,
        now: Date.now,
      }),
    }),
    onCall: ({ api, errcode }) => metrics.wechatCalls.inc({ api, errcode: String(errcode) }),
  });
  const deps: Deps = {
    config,
    db,
    storeAddress,
    clock,
    log,
    limits: createRateLimits(config.rateLimits),
    routing,
    storage: await createDiskStorage(join(dataDir, 'files')),
    tmpDir,
    wechat,
    contentCheck: createContentCheck(config.content.check, wechat),
    sms: createConsoleSmsSender({ log: (line) => log.info(line, 'sms') }),
    audit: createAuditTrail(db, clock, log),
    calendar: await createLiveCalendar(async () => (await readOverrides(db)).items),
    rules,
    jobs: createJobBook(clock),
    fieldCrypto,
    keys: {
      jwt: createSecretKey(Buffer.from(secrets.jwt)),
      fileUrl: createSecretKey(Buffer.from(secrets.fileUrl)),
    },
  };
  return {
    deps,
    sandbox,
    store,
    async stop() {
      await deps.audit.flush();
      await routing.stop();
      await db.close();
      await sandbox?.stop();
      await store?.stop();
    },
  };
}
