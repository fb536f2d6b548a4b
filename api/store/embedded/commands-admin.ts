import { isAbsolute } from 'node:path';
import { namespaceOf, ok, requireCollection, splitNamespace, type Handler } from './context';
import { MAX_DOCUMENT } from './documents';
import { demand } from './errors';
import { validate } from './validate';

import type { Doc } from './values';
import { MAX_MESSAGE } from './wire';

/** The MongoDB version whose behaviour is meant. */
const VERSION = '7.0.0';

export const hello: Handler = (command) => {
  const legacy = command.name !== 'hello';
  return ok({
    ...(legacy ? { ismaster: true, helloOk: true } : { isWritablePrimary: true }),
    maxBsonObjectSize: MAX_DOCUMENT,
    maxMessageSizeBytes: MAX_MESSAGE,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: 1,
    minWireVersion: 0,
    maxWireVersion: 21,
    readOnly: false,
  });
};
export const buildInfo: Handler = () =>
  ok({
    version: VERSION,
    gitVersion: 'embedded',
    modules: [],
    versionArray: [7, 0, 0, 0],
    bits: 64,
    debug: false,
    maxBsonObjectSize: MAX_DOCUMENT,
    storageEngines: ['lmdb'],
    sysInfo: 'deprecated',
    openssl: {},
    javascriptEngine: 'none',
    allocator: 'system',
  });
export const plain: Handler = () => ok();
export const connectionStatus: Handler = () =>
  ok({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] } });
export const hostInfo: Handler = (c) =>
  ok({ system: { hostname: c.server.host, numCores: 1 }, os: { type: process.platform } });
export const whatsmyuri: Handler = () => ok({ you: '127.0.0.1:0' });
export const getParameter: Handler = () => ok({ featureCompatibilityVersion: { version: '7.0' } });
export const getLog: Handler = () => ok({ totalLinesWritten: 0, log: [] });
export const getCmdLineOpts: Handler = () => ok({ argv: [], parsed: {} });
export const serverStatus: Handler = (c) => {
  const { server } = c;
  return ok({
    host: server.host,
    version: VERSION,
    process: 'embedded-store',
    pid: process.pid,
    uptime: (Date.now() - server.startedAt.getTime()) / 1000,
    localTime: new Date(),
    connections: { current: server.connections(), available: 1000 },
    cursors: { totalOpen: server.cursors.count },
    mem: { resident: Math.round(process.memoryUsage().rss / 2 ** 20) },
    storageEngine: { name: 'lmdb', persistent: true, supportsCommittedReads: true },
  });
};
export const dbStats: Handler = (c) => {
  const mine = [...c.server.storage.collections.values()].filter(
    (coll) => splitNamespace(coll.ns)[0] === c.db,
  );
  const sum = (f: (coll: (typeof mine)[number]) => number) => mine.reduce((n, coll) => n + f(coll), 0);
  const dataSize = sum((coll) => coll.bytes);
  const objects = sum((coll) => coll.count);
  return ok({
    db: c.db,
    collections: mine.length,
    views: 0,
    objects,
    avgObjSize: objects ? dataSize / objects : 0,
    dataSize,
    storageSize: dataSize,
    indexes: sum((coll) => coll.indexes.length),
    indexSize: 0,
    totalSize: dataSize,
  });
};
export const collStats: Handler = (c) => {
  const ns = namespaceOf(c);
  const coll = c.server.storage.collection(ns);
  const indexSizes: Doc = Object.fromEntries((coll?.indexes ?? []).map((i) => [i.name, 0]));
  const count = coll?.count ?? 0;
  const size = coll?.bytes ?? 0;
  return ok({
    ns,
    size,
    count,
    avgObjSize: count ? size / count : 0,
    storageSize: size,
    capped: false,
    nindexes: coll?.indexes.length ?? 0,
    indexSizes,
    totalIndexSize: 0,
    totalSize: size,
  });
};
export const validateCommand: Handler = async (c) => {
  const coll = requireCollection(c, namespaceOf(c));
  const { problems } = await validate(c.server.storage, c.pace, coll);
  return ok({
    ns: coll.ns,
    nrecords: coll.count,
    nIndexes: coll.indexes.length,
    valid: problems.length === 0,
    errors: problems,
  });
};
/** Not MongoDB's: copies a consistent snapshot of the store's file while writes go on. */
export const backupTo: Handler = async (c) => {
  const path = c.body.backupTo;
  demand(typeof path === 'string' && isAbsolute(path), 'backupTo needs an absolute path', 'TypeMismatch');
  await c.server.storage.backup(path);
  return ok({ path });
};
