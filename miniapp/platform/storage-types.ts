/** The device has no room left (10 MB on weapp, about 5 MB on H5): the caller must tell the person. */
export class StorageFullError extends Error {
  override readonly name = 'StorageFullError';
}

export interface Storage {
  /** The value kept under `key`, or undefined when there is none or it cannot be read any more. */
  get: <Value>(key: string) => Value | undefined;
  /** Keeps a JSON value. Throws StorageFullError when it does not fit. */
  set: (key: string, value: unknown) => void;
  remove: (key: string) => void;
}

/** JSON that an older version or another hand left unreadable counts as absent. */
export function parse<Value>(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}
