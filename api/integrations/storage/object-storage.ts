/** What is put: bytes in memory, a stream, or a file already on this machine. */
export type ObjectBody = Buffer | NodeJS.ReadableStream | { path: string };

export interface StoredObject {
  stream: NodeJS.ReadableStream;
  /** Bytes of the whole object, also when only a range of it is streamed. */
  size: number;
  contentType: string;
}

/** Inclusive byte positions, as in HTTP's Range header. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Where files are kept: a disk now, any S3-compatible store later. Keys look like `uploads/202611/22/<id>.jpg`
 * (see `isObjectKey`); a key outside that form is refused with a RangeError by every operation.
 */
export interface ObjectStorage {
  /** Stores or replaces an object; once resolved it survives a crash, and no reader ever sees a part of it. */
  put(key: string, body: ObjectBody, meta: { contentType: string }): Promise<void>;
  /** @returns null when there is no such object. The caller must read the stream to its end or destroy it. */
  get(key: string, range?: ByteRange): Promise<StoredObject | null>;
  /** Removes an object; removing what is not there is no error. */
  remove(key: string): Promise<void>;
  /** All keys that begin with `prefix` (a key or a folder ending in `/`; empty for all), in no promised order. */
  list(prefix: string): AsyncIterable<string>;
}
