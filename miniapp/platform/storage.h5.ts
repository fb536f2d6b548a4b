import { parse, StorageFullError, type Storage } from './storage-types';

export { StorageFullError };

export const storage: Storage = {
  get<Value>(key: string) {
    const text = window.localStorage.getItem(key);
    return text === null ? undefined : parse<Value>(text);
  },
  set(key, value) {
    try {
      window.localStorage.setItem(key, JSON.stringify(value));
    } catch (cause) {
      throw new StorageFullError('浏览器存储空间不足', { cause });
    }
  },
  remove: (key) => window.localStorage.removeItem(key),
};
