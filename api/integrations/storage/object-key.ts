const SEGMENT = /^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/;

/** What a key's ending says about its content. Anything else cannot be stored. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  mp4: 'video/mp4',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  json: 'application/json',
  csv: 'text/csv',
  pdf: 'application/pdf',
  zip: 'application/zip',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * A key is one or more segments joined by `/`, each of ASCII letters, digits, `.`, `_` and `-`, beginning with a
 * letter or digit. So `..`, absolute paths, backslashes, NUL and hidden files cannot be written down.
 */
export function isObjectKey(key: string): boolean {
  return key.length <= 300 && key.split('/').every((segment) => SEGMENT.test(segment));
}

/** @throws RangeError when `key` is no object key. The message does not repeat it: it may be an attack. */
export function assertObjectKey(key: string): void {
  if (!isObjectKey(key)) throw new RangeError('invalid object key');
}

/** The media type a key's ending stands for. @throws RangeError when the ending is unknown. */
export function contentTypeOf(key: string): string {
  const type = CONTENT_TYPES[key.slice(key.lastIndexOf('.') + 1).toLowerCase()];
  if (type === undefined) throw new RangeError('object key with an unknown ending');
  return type;
}
