/** Text no field may hold: a NUL, and halves of a surrogate pair as JSON's \u escapes bring them. */
export const BROKEN_TEXTS = ['a\u0000b', 'a\ud800b', 'a\udc00b', 'a\u001b[31m'];

const kindOf = (value: unknown) => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value);

const VALUES: unknown[] = [
  { $gt: '' },
  { $ne: null },
  { $where: 'sleep(1000)' },
  { 'a.b': 1 },
  { constructor: { prototype: { admin: true } } },
  [],
  ['x'],
  [{ $gt: '' }],
  null,
  true,
  1e308,
  -1e308,
  Number.MAX_SAFE_INTEGER + 2,
  0.1 + 0.2,
  'x'.repeat(20_000),
  ...BROKEN_TEXTS,
];

/** Values that are wrong wherever `right` is right: of another type, or text that no field takes. */
export function wrongFor(right: unknown): unknown[] {
  const kind = kindOf(right);
  return VALUES.filter((value) => {
    if (kindOf(value) !== kind) return true;
    if (kind === 'boolean' || kind === 'null') return false;
    // An empty list of photos is right; one with something else in it is not.
    if (kind === 'array') return (value as unknown[]).length > 0;
    return true;
  });
}

/** Names that mean something to JavaScript, to MongoDB or to our own documents. */
export const EXTRA_FIELDS = [
  'role',
  'roles',
  'status',
  'gridCode',
  'reporterId',
  'assignee',
  '_id',
  'version2',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  '$where',
  '$set',
  'place.lng',
  'a\u0000b',
  '',
];

/** JSON text with `name` added, also for names that an object literal would swallow. */
export function jsonWith(body: object, name: string, value: unknown): string {
  const text = JSON.stringify(body);
  const pair = `${JSON.stringify(name)}:${JSON.stringify(value)}`;
  return text === '{}' ? `{${pair}}` : `${text.slice(0, -1)},${pair}}`;
}

export const nested = (depth: number) => `{"text":${'['.repeat(depth)}${']'.repeat(depth)}}`;
export const manyKeys = (count: number) =>
  `{${Array.from({ length: count }, (_, i) => `"k${i}":${i}`).join(',')}}`;
