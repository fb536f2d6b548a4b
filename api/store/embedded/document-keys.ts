import { type Index } from './catalog';
import { encodeKey, fitKey, follow, indexedKeys, LONGEST } from './keys';
import { RID } from './storage-keys';
import type { Doc, Value } from './values';

/** What a path holds: the encoded alternatives (several for an array), ascending and, once asked for, descending. */
interface Field {
  up: Buffer[];
  down: Buffer[] | null;
  array: boolean;
  present: boolean;
}
/** The entries of a document in one index: whole keys, with the index's number and, unless it is unique, the record's. */
export interface Entries {
  keys: Buffer[];
  multikey: boolean[];
  present: boolean;
  cut: boolean;
}

/**
 * The index keys of a document. Indexes share paths (area, state, _id), so each path is looked up and encoded once and
 * the keys are strung together from that; only paths through arrays of documents take the general way.
 */
export class DocumentKeys {
  private readonly fields = new Map<string, Field | null>();
  constructor(readonly doc: Doc) {}

  of(index: Index, rid: number): Entries {
    const fields: Field[] = [];
    let several = -1;
    for (let i = 0; i < index.paths.length; i++) {
      const field = this.field(index.paths[i]!, index.parts[i]!);
      if (!field || (field.array && several >= 0)) return this.general(index, rid);
      if (field.array) several = i;
      fields.push(field);
    }
    const parts = fields.map((field, i) => (index.directions[i]! < 0 ? descending(field) : field.up));
    const out: Entries = {
      keys: [],
      multikey: fields.map((f) => f.array),
      present: fields.some((f) => f.present),
      cut: false,
    };
    for (let n = several < 0 ? 1 : parts[several]!.length, j = 0; j < n; j++) {
      const values = parts.map((p, i) => p[i === several ? j : 0]!);
      addEntry(out, index, rid, values.length === 1 ? values[0]! : Buffer.concat(values));
    }
    return out;
  }

  /** Null where the path goes through an array to fields of its elements. */
  private field(path: string, parts: string[]): Field | null {
    let field = this.fields.get(path);
    if (field === undefined) {
      field = readField(this.doc, parts);
      this.fields.set(path, field);
    }
    return field;
  }
  private general(index: Index, rid: number): Entries {
    const { keys, multikey, present } = indexedKeys(this.doc, index.parts);
    const out: Entries = { keys: [], multikey, present, cut: false };
    const distinct = new Map(
      keys.map((values) => {
        const key = encodeKey(values, index.directions);
        return [key.toString('latin1'), key];
      }),
    );
    for (const key of distinct.values()) addEntry(out, index, rid, key);
    return out;
  }
}

function readField(doc: Doc, parts: string[]): Field | null {
  const found = follow(doc, parts, '');
  if (!found) return { up: [encodeKey([null], [1])], down: null, array: false, present: false };
  if ('value' in found)
    return { up: [encodeKey([found.value], [1])], down: null, array: false, present: true };
  const { array, rest } = found.hit;
  if (rest.length) return null;
  const values: Value[] = array.length ? array.map((v) => (v === undefined ? null : v)) : [undefined];
  const distinct = new Map(
    values.map((v) => {
      const key = encodeKey([v], [1]);
      return [array.length > 1 ? key.toString('latin1') : '', key];
    }),
  );
  return { up: [...distinct.values()], down: null, array: true, present: true };
}
function descending(field: Field): Buffer[] {
  return (field.down ??= field.up.map((bytes) => {
    const out = Buffer.allocUnsafe(bytes.length);
    for (let i = 0; i < bytes.length; i++) out[i] = ~bytes[i]!;
    return out;
  }));
}
function addEntry(out: Entries, index: Index, rid: number, key: Buffer): void {
  let body = key;
  if (key.length > LONGEST) {
    body = fitKey(key).key;
    out.cut = true;
  }
  const entry = Buffer.allocUnsafe(4 + body.length + (index.unique ? 0 : RID));
  entry.writeUInt32BE(index.id);
  entry.set(body, 4);
  if (!index.unique) entry.writeUIntBE(rid, 4 + body.length, RID);
  out.keys.push(entry);
}

/** The values that give a unique index's key, for the message about a duplicate. */
export function valuesOfKey(doc: Doc, index: Index, entry: Buffer): Value[] {
  const all = indexedKeys(doc, index.parts).keys;
  return (
    all.find((values) => fitKey(encodeKey(values, index.directions)).key.equals(entry.subarray(4))) ?? all[0]!
  );
}
