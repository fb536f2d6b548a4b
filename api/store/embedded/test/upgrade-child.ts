import { openEnvironment } from '../environment';
import { upgrade } from '../upgrade';

/** `upgrade-child.ts DIR`: upgrades a store by two batches and is killed in the midst of the third. */
const { env, docs, catalog } = openEnvironment(process.argv[2] ?? '');
const steps = upgrade(env, docs, catalog);
steps.next();
steps.next();
const put = docs.putSync.bind(docs);
let left = 100;
docs.putSync = (key, value) => {
  if (left-- === 0) process.kill(process.pid, 'SIGKILL');
  return put(key, value);
};
steps.next();
