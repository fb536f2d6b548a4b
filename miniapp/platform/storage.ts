import Taro from '@tarojs/taro';
import { parse, type Storage, StorageFullError } from './storage-types';

export { StorageFullError };

export const storage: Storage = {
  get<Value>(key: string) {
    const text: unknown = Taro.getStorageSync(key);
    return typeof text === 'string' && text !== '' ? parse<Value>(text) : undefined;
  },
  set(key, value) {
    try {
      Taro.setStorageSync(key, JSON.stringify(value));
    } catch (cause) {
      throw new StorageFullError('手机存储空间不足', { cause });
    }
  },
  remove: (key) => Taro.removeStorageSync(key),
};
