import { Binary } from 'bson';
import { type Collection, type Index } from './catalog';
import { StoreError } from './errors';
import { bsonType, type Doc, type Value } from './values';

export function duplicateKey(coll: Collection, index: Index, values: Value[]): StoreError {
  const keyValue: Doc = {};
  index.paths.forEach((path, i) => (keyValue[path] = values[i] === undefined ? null : values[i]));
  const shown = index.paths.map((path, i) => `${path}: ${show(values[i])}`).join(', ');
  return new StoreError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${coll.ns} index: ${index.name} dup key: { ${shown} }`,
    {
      keyPattern: index.spec.key,
      keyValue,
    },
  );
}
/** A value as the mongo shell prints it in messages. */
function show(v: Value): string {
  if (v === undefined || v === null) return 'null';
  if (typeof v === 'string') return JSON.stringify(v);
  if (v instanceof Date) return `new Date(${v.getTime()})`;
  if (v instanceof Binary)
    return `BinData(${v.sub_type}, ${Buffer.from(v.buffer).toString('hex').toUpperCase()})`;
  const type = bsonType(v);
  if (type === 'ObjectId') return `ObjectId('${(v as { toHexString(): string }).toHexString()}')`;
  if (type) return (v as { toString(): string }).toString();
  if (Array.isArray(v)) return `[ ${v.map(show).join(', ')} ]`;
  if (typeof v === 'object')
    return `{ ${Object.entries(v)
      .map(([k, x]) => `${k}: ${show(x)}`)
      .join(', ')} }`;
  return JSON.stringify(v);
}
