import { Binary, Long } from 'bson';
import {
  checkNamespace,
  isTrue,
  listing,
  namespaceOf,
  ok,
  optionalDoc,
  requireCollection,
  splitNamespace,
  type Handler,
} from './context';
import { demand, StoreError } from './errors';
import { evaluate } from './expressions';
import { compileFilter } from './matcher';
import { equal, isDoc, type Doc } from './values';

const CREATE_REFUSED = [
  'capped',
  'timeseries',
  'viewOn',
  'clusteredIndex',
  'validator',
  'collation',
  'encryptedFields',
  'changeStreamPreAndPostImages',
];
export const create: Handler = async (command) => {
  const { storage } = command.server;
  const ns = namespaceOf(command);
  for (const name of CREATE_REFUSED) {
    const v = command.body[name];
    const asked =
      v !== undefined && v !== false && !(isDoc(v) && (Object.keys(v).length === 0 || v.locale === 'simple'));
    demand(!asked, `${name} is not supported by this store`, 'CommandNotSupported');
  }
  if (storage.collection(ns)) throw new StoreError('NamespaceExists', `Collection ${ns} already exists.`);
  await storage.write(() => void storage.ensureCollection(ns));
  return ok();
};
export const drop: Handler = async (command) => {
  const { storage } = command.server;
  const ns = namespaceOf(command);
  const coll = storage.collection(ns);
  if (!coll) return ok();
  const nIndexesWas = coll.indexes.length;
  await storage.write(() => storage.dropCollection(coll));
  return ok({ nIndexesWas, ns });
};
export const dropDatabase: Handler = async (command) => {
  const { storage } = command.server;
  await storage.write(() => {
    for (const coll of [...storage.collections.values()])
      if (splitNamespace(coll.ns)[0] === command.db) storage.dropCollection(coll);
  });
  return ok({ dropped: command.db });
};
export const renameCollection: Handler = async (command) => {
  const { storage } = command.server;
  const [from, to] = [command.body.renameCollection, command.body.to] as [string, string];
  checkNamespace(...splitNamespace(to));
  const coll = requireCollection(command, from);
  const taken = storage.collection(to);
  if (taken && !isTrue(command.body.dropTarget))
    throw new StoreError('NamespaceExists', 'target namespace exists');
  demand(from !== to, "Can't rename a collection to itself", 'IllegalOperation');
  await storage.write(() => {
    if (taken) storage.dropCollection(taken);
    storage.rename(coll, to);
  });
  return ok();
};
export const collMod: Handler = async (command) => {
  const coll = requireCollection(command, namespaceOf(command));
  demand(
    command.body.validator === undefined,
    'validators are not supported by this store',
    'CommandNotSupported',
  );
  const change = command.body.index;
  if (!isDoc(change)) return ok();
  const index = coll.indexes.find(
    (i) => i.name === change.name || (isDoc(change.keyPattern) && equal(i.spec.key, change.keyPattern)),
  );
  if (!index) throw new StoreError('IndexNotFound', 'cannot find index for collMod');
  await command.server.storage.write(() => {
    if (change.expireAfterSeconds !== undefined) index.spec.expireAfterSeconds = change.expireAfterSeconds;
    if (change.hidden !== undefined) index.spec.hidden = isTrue(change.hidden);
    command.server.storage.markDirty(coll);
  });
  return ok();
};
export const listCollections: Handler = (command) => {
  const { storage } = command.server;
  const test = compileFilter(optionalDoc(command.body, 'filter'), { evaluate });
  const found = [...storage.collections.values()]
    .filter((coll) => splitNamespace(coll.ns)[0] === command.db)
    .sort((a, b) => a.id - b.id)
    .map((coll): Doc => {
      const name = splitNamespace(coll.ns)[1];
      if (isTrue(command.body.nameOnly)) return { name, type: 'collection' };
      return {
        name,
        type: 'collection',
        options: coll.options,
        info: {
          readOnly: false,
          uuid: new Binary(Buffer.from(coll.uuid.replaceAll('-', ''), 'hex'), Binary.SUBTYPE_UUID),
        },
        idIndex: coll.indexes[0]!.spec,
      };
    })
    .filter((info) => test(info));
  return listing(`${command.db}.$cmd.listCollections`, found);
};
export const listDatabases: Handler = (command) => {
  const sizes = new Map<string, number>();
  for (const coll of command.server.storage.collections.values()) {
    const [db] = splitNamespace(coll.ns);
    sizes.set(db, (sizes.get(db) ?? 0) + coll.bytes);
  }
  const test = compileFilter(optionalDoc(command.body, 'filter'), { evaluate });
  const all = [...sizes]
    .sort()
    .map(([name, size]): Doc =>
      isTrue(command.body.nameOnly)
        ? { name }
        : { name, sizeOnDisk: Long.fromNumber(size), empty: size === 0 },
    );
  const databases = all.filter((d) => test(d));
  return ok(
    isTrue(command.body.nameOnly)
      ? { databases }
      : { databases, totalSize: Long.fromNumber([...sizes.values()].reduce((a, b) => a + b, 0)) },
  );
};
