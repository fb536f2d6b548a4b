export { createDiskStorage } from './disk-storage';
export { isObjectKey } from './object-key';
export type { ByteRange, ObjectBody, ObjectStorage, StoredObject } from './object-storage';
