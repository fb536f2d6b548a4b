import { Long } from 'bson';
import { type Collection } from './catalog';
import type { Cursors } from './cursors';
import { demand, StoreError } from './errors';
import type { Pace } from './executor';
import type { Storage } from './storage';
import { encode, isDoc, isNumber, toNumber, type Doc, type Value } from './values';
import type { Reply } from './wire';

/** What the server gives every command. */
export interface Server {
  storage: Storage;
  cursors: Cursors;
  log: (level: 'info' | 'warn' | 'error', message: string) => void;
  startedAt: Date;
  host: string;
  connections: () => number;
}
/** One command being run. */
export interface Command {
  server: Server;
  name: string;
  db: string;
  body: Doc;
  sequences: Record<string, Uint8Array[]>;
  pace: Pace;
  /** Set by a command for the slow-query log. */
  plan?: string;
}
export type Answer = Reply;
export type Handler = (command: Command) => Answer | Promise<Answer>;

/** The namespace a command is about: `db` and the collection its first field names. */
export function namespaceOf(command: Command): string {
  const coll = command.body[command.name];
  demand(typeof coll === 'string', `collection name has invalid type ${typeof coll}`, 'InvalidNamespace');
  return checkNamespace(command.db, coll);
}
export function checkNamespace(db: string, coll: string): string {
  if (
    coll === '' ||
    coll.includes('\0') ||
    coll.startsWith('.') ||
    (coll.includes('$') && coll !== '$cmd.aggregate') ||
    Buffer.byteLength(`${db}.${coll}`) > 255
  )
    throw new StoreError('InvalidNamespace', `Invalid namespace specified '${db}.${coll}'`);
  if (db === '' || /[\0 ."$/\\]/.test(db) || db.length > 63)
    throw new StoreError('InvalidNamespace', `Invalid namespace specified '${db}.${coll}'`);
  return `${db}.${coll}`;
}
/** Splits a namespace at its first dot. */
export function splitNamespace(ns: string): [string, string] {
  const dot = ns.indexOf('.');
  return [ns.slice(0, dot), ns.slice(dot + 1)];
}
export function requireCollection(command: Command, ns: string): Collection {
  const coll = command.server.storage.collection(ns);
  if (!coll) throw new StoreError('NamespaceNotFound', `ns does not exist: ${ns}`);
  return coll;
}
export function optionalNumber(body: Doc, name: string): number | undefined {
  const v = body[name];
  if (v === undefined || v === null) return undefined;
  demand(isNumber(v), `BSON field '${name}' is the wrong type, expected a number`, 'TypeMismatch');
  return Math.trunc(toNumber(v));
}
export function optionalDoc(body: Doc, name: string, wanted = 'object'): Doc {
  const v = body[name];
  if (v === undefined || v === null) return {};
  demand(isDoc(v), `BSON field '${name}' is the wrong type, expected type '${wanted}'`, 'TypeMismatch');
  return v;
}
export function isTrue(v: Value): boolean {
  return isNumber(v) ? toNumber(v) !== 0 : v === true;
}
export function refuseCollation(body: Doc): void {
  const collation = body.collation;
  if (isDoc(collation) && Object.keys(collation).length && collation.locale !== 'simple')
    throw new StoreError('CommandNotSupported', 'collation is not supported');
}
export const NO_CURSOR = Long.ZERO;
export const ok = (fields: Doc = {}): Answer => ({ reply: { ...fields, ok: 1 } });
/** An answer whose one batch holds all there is. */
export function listing(ns: string, docs: Doc[]): Answer {
  return { reply: { ok: 1 }, batch: { id: NO_CURSOR, ns, name: 'firstBatch', documents: docs.map(encode) } };
}
