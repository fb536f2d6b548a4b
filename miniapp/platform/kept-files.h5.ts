import { type KeptFiles } from './kept-files';

const STORE = 'files';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = window.indexedDB.open('lianxin-kept', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('indexedDB'));
  });
}

async function run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error('indexedDB'));
      transaction.onerror = () => reject(transaction.error ?? new Error('indexedDB'));
    });
  } finally {
    database.close();
  }
}

/** Object URLs die with the page; their blobs live on in IndexedDB. */
export const keptFiles: KeptFiles = {
  async keep(path) {
    const blob = await (await fetch(path)).blob();
    const ref = `kept-${Date.now()}-${Math.random().toString(36).slice(2)}`;
    await run('readwrite', (store) => store.put(blob, ref));
    return ref;
  },
  async pathOf(ref) {
    const blob = (await run<unknown>('readonly', (store) => store.get(ref) as IDBRequest<unknown>)) as
      Blob | undefined;
    return blob && URL.createObjectURL(blob);
  },
  async drop(ref) {
    await run('readwrite', (store) => store.delete(ref));
  },
};
