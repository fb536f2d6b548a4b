import { createHash, randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { canonicalJson } from '@shared/text/canonical-json';
import { shanghaiDate } from '@shared/time/shanghai';
import { auditHeadsOf, type AuditLine, auditLinesOf } from './audit.model';

/** What is told of a request; the trail adds its place in the chain. */
export type AuditEntry = Pick<
  AuditLine,
  'actorId' | 'operation' | 'target' | 'status' | 'code' | 'requestId'
>;

export interface AuditTrail {
  /** Takes the line over at once; it is written within a second, in order, together with others. */
  record(entry: AuditEntry): void;
  /** Until everything recorded so far is written. */
  flush(): Promise<void>;
}

export function hashLine({ hash: _hash, ...said }: Omit<AuditLine, 'hash'> & { hash?: string }): string {
  return createHash('sha256').update(canonicalJson(said)).digest('hex');
}

/** Lines gather this long: one write for many requests, which wait for none of it. */
const GATHER_MS = 500;
const BATCH = 500;

interface Chain {
  id: string;
  day: string;
  seq: number;
  hash: string | null;
}

/**
 * An append-only log in which each line's hash covers the line before: an edit or a gap shows. Every process writes
 * chains of its own, one a Shanghai day, so that no two ever wait for each other. A kill -9 may cost the lines of the
 * last half second; what is done to a case is chained within the case itself.
 */
export function createAuditTrail(db: Connection, clock: () => number, log: Logger): AuditTrail {
  let chain: Chain | null = null;
  const waiting: AuditLine[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  const chainOf = (at: Date): Chain => {
    const day = shanghaiDate(at.getTime()).replaceAll('-', '');
    if (chain?.day !== day)
      chain = { id: `${day}-${randomBytes(8).toString('hex')}`, day, seq: 0, hash: null };
    return chain;
  };
  const link = (entry: AuditEntry & { at: Date }): AuditLine => {
    const last = chainOf(entry.at);
    const seq = last.seq + 1;
    const said = { _id: `${last.id}:${seq}`, chain: last.id, seq, ...entry, prevHash: last.hash };
    const line = { ...said, hash: hashLine(said) };
    Object.assign(last, { seq, hash: line.hash });
    return line;
  };
  const write = async (lines: readonly AuditLine[]): Promise<void> => {
    await insertMissing(db, lines);
    const ends = new Map(lines.map((line) => [line.chain, line]));
    for (const [_id, { at, seq, hash }] of ends)
      await auditHeadsOf(db).updateOne(
        { _id },
        { $set: { lastAt: at, seq, hash }, $setOnInsert: { startedAt: at } },
        { upsert: true },
      );
  };
  const keep = async (lines: readonly AuditLine[]): Promise<void> => {
    try {
      await write(lines);
    } catch (error) {
      // The log of the process is the second place: no line goes without a trace.
      for (const line of lines)
        log.error({ err: error, audit: line }, 'a line of the audit log could not be written');
      // What comes from now on must not count as broken for what is missing here.
      chain = null;
    }
  };
  const writeAll = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(async () => {
      while (waiting.length > 0) await keep(waiting.splice(0, BATCH));
    });
    return writing;
  };
  return {
    record(entry) {
      waiting.push(link({ ...entry, at: new Date(clock()) }));
      timer ??= setTimeout(() => void writeAll(), GATHER_MS).unref();
    },
    flush: writeAll,
  };
}

const TRIES = 5;
const PAUSE_MS = 200;

/** In order, so that a process that dies leaves a shorter chain and no gap. What a broken link left out goes in again. */
async function insertMissing(db: Connection, lines: readonly AuditLine[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1)
    try {
      const missing = attempt === 1 ? lines : await without(db, lines);
      if (missing.length > 0) await auditLinesOf(db).insertMany([...missing]);
      return;
    } catch (error) {
      if (attempt >= TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt));
    }
}

async function without(db: Connection, lines: readonly AuditLine[]): Promise<readonly AuditLine[]> {
  const there = await auditLinesOf(db)
    .find({ _id: { $in: lines.map(({ _id }) => _id) } }, { projection: { _id: 1 } })
    .toArray();
  const known = new Set(there.map(({ _id }) => _id));
  return lines.filter(({ _id }) => !known.has(_id));
}
