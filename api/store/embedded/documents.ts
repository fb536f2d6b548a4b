import { ObjectId } from 'bson';
import { StoreError } from './errors';
import { bsonType, decode, encode, isDoc, type Bytes, type Doc, type Value } from './values';

export const MAX_DOCUMENT = 16 * 1024 * 1024;

function checkId(id: Value): void {
  if (Array.isArray(id)) throw new StoreError('InvalidIdField', "The '_id' value cannot be of type array");
  if (
    id === undefined ||
    (isDoc(id) && Object.keys(id).some((k) => k.startsWith('$') && !['$ref', '$id', '$db'].includes(k)))
  )
    throw new StoreError(
      id === undefined ? 'InvalidIdField' : 'DollarPrefixedFieldName',
      id === undefined
        ? "The '_id' value cannot be of type undefined"
        : `_id fields may not contain '$'-prefixed fields`,
    );
  if (id instanceof RegExp || bsonType(id) === 'BSONRegExp')
    throw new StoreError('InvalidIdField', "The '_id' value cannot be of type regex");
}
/** A document as it is stored: with an `_id`, and that first. */
export function withId(bytes: Bytes): { doc: Doc; bytes: Bytes } {
  const doc = decode(bytes);
  if (Object.hasOwn(doc, '_id')) {
    checkId(doc._id);
    if (Object.keys(doc)[0] === '_id') return { doc, bytes };
  }
  const { _id = new ObjectId(), ...rest } = doc;
  const whole = { _id, ...rest };
  return { doc: whole, bytes: encode(whole) };
}
export function checkSize(bytes: Bytes): void {
  if (bytes.length > MAX_DOCUMENT)
    throw new StoreError(
      'BSONObjectTooLarge',
      `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${MAX_DOCUMENT}(16MB)`,
    );
}
