import { decode, encode, type Doc } from './values';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const MORE_TO_COME = 2;
const CHECKSUM = 1;

export const MAX_MESSAGE = 48_000_000;

export interface Request {
  id: number;
  opCode: number;
  body: Doc;
  /** Raw documents of the body's arrays of documents (insert) and of OP_MSG document sequences. */
  sequences: Record<string, Uint8Array[]>;
  moreToCome: boolean;
}

/** Cuts a byte stream into messages. */
export class Framer {
  private parts: Buffer[] = [];
  private length = 0;
  push(chunk: Buffer): Buffer[] {
    this.parts.push(chunk);
    this.length += chunk.length;
    const out: Buffer[] = [];
    for (;;) {
      if (this.length < 16) return out;
      if (this.parts[0]!.length < 4) this.parts = [Buffer.concat(this.parts)];
      const size = this.parts[0]!.readInt32LE(0);
      if (size < 16 || size > MAX_MESSAGE) throw new Error(`message of ${size} bytes`);
      if (this.length < size) return out;
      const all = this.parts.length === 1 ? this.parts[0]! : Buffer.concat(this.parts);
      out.push(all.subarray(0, size));
      this.parts = all.length > size ? [all.subarray(size)] : [];
      this.length -= size;
    }
  }
}

/** Parses OP_MSG and the OP_QUERY of old handshakes. @throws Error on anything else. */
export function parseRequest(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const opCode = message.readInt32LE(12);
  if (opCode === OP_QUERY) {
    const end = message.indexOf(0, 20);
    return {
      id,
      opCode,
      body: decode(message.subarray(end + 9, end + 9 + message.readInt32LE(end + 9))),
      sequences: {},
      moreToCome: false,
    };
  }
  if (opCode !== OP_MSG) throw new Error(`unsupported opcode ${opCode}`);
  const flags = message.readUInt32LE(16);
  if (flags & 0xfffc & ~0) throw new Error('unknown required flag bits');
  const end = flags & CHECKSUM ? message.length - 4 : message.length;
  let body: Doc | null = null;
  const sequences: Record<string, Uint8Array[]> = {};
  for (let at = 20; at < end;) {
    const kind = message[at++];
    const size = message.readInt32LE(at);
    if (kind === 0) {
      const bytes = message.subarray(at, at + size);
      body = decode(bytes, firstName(bytes) === 'insert' ? { fieldsAsRaw: { documents: true } } : {});
    } else if (kind === 1) {
      const nameEnd = message.indexOf(0, at + 4);
      const documents: Uint8Array[] = [];
      for (let d = nameEnd + 1; d < at + size; d += message.readInt32LE(d))
        documents.push(message.subarray(d, d + message.readInt32LE(d)));
      sequences[message.toString('utf8', at + 4, nameEnd)] = documents;
    } else throw new Error(`unknown section kind ${kind}`);
    at += size;
  }
  if (!body) throw new Error('message without a body');
  return { id, opCode, body, sequences, moreToCome: (flags & MORE_TO_COME) !== 0 };
}
function firstName(bson: Buffer): string {
  return bson.length > 5 ? bson.toString('utf8', 5, bson.indexOf(0, 5)) : '';
}

/** A cursor's batch of raw documents, put into the reply without decoding. */
export interface RawBatch {
  id: unknown;
  ns: string;
  name: 'firstBatch' | 'nextBatch';
  documents: Uint8Array[];
}

/** What a command answers: a document, and beside it what is stored bytes already. */
export interface Reply {
  reply: Doc;
  batch?: RawBatch;
  /** The document of findAndModify, as stored. */
  value?: Uint8Array;
}
const digits = (n: number): number => (n < 10 ? 1 : n < 100 ? 2 : String(n).length);

/** The message that answers a request, written once into one buffer. */
export function replyMessage(request: Request, { reply, batch, value }: Reply, replyId: number): Buffer {
  const legacy = request.opCode === OP_QUERY;
  const head = legacy ? 36 : 21;
  const rest = encode(reply);
  const tail = batch ? encode({ id: batch.id, ns: batch.ns }) : rest;
  let items = 5;
  batch?.documents.forEach((bytes, i) => (items += 2 + digits(i) + bytes.length));
  // The cursor: its batch (type, name, array), then id and namespace out of the tail.
  const cursor = batch ? tail.length + 2 + batch.name.length + items : 0;
  const length = rest.length + (batch ? 8 + cursor : 0) + (value ? 7 + value.length : 0);
  const out = Buffer.allocUnsafe(head + length).fill(0, 0, head);
  out.writeInt32LE(out.length, 0);
  out.writeInt32LE(replyId, 4);
  out.writeInt32LE(request.id, 8);
  out.writeInt32LE(legacy ? OP_REPLY : OP_MSG, 12);
  if (legacy) {
    out.writeInt32LE(8, 16);
    out.writeInt32LE(1, 32);
  }
  let at = out.writeInt32LE(length, head);
  if (batch) {
    at += out.write('\x03cursor\0', at, 'latin1');
    at = out.writeInt32LE(cursor, at);
    at += out.write(`\x04${batch.name}\0`, at, 'latin1');
    at = out.writeInt32LE(items, at);
    for (const [i, bytes] of batch.documents.entries()) {
      at += out.write(`\x03${i}\0`, at, 'latin1');
      out.set(bytes, at);
      at += bytes.length;
    }
    out[at++] = 0;
    at += tail.copy(out, at, 4);
  }
  if (value) {
    at += out.write('\x03value\0', at, 'latin1');
    out.set(value, at);
    at += value.length;
  }
  rest.copy(out, at, 4);
  return out;
}
