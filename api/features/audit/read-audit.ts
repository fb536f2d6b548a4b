import type * as z from 'zod';
import type { AuditLineView, listAudit as listContract } from '@shared/audit/contract';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { decodeCursor, encodeCursor } from '../cases';
import { auditHeadsOf, type AuditLine, auditLinesOf } from './audit.model';
import { hashLine } from './trail';

type Query = z.output<NonNullable<(typeof listContract)['query']>>;

const present = ({ _id, at, actorId, operation, target, status, code, requestId, hash }: AuditLine) =>
  ({
    id: _id,
    at: at.toISOString(),
    actorId,
    operation,
    target,
    status,
    code,
    requestId,
    hash,
  }) satisfies AuditLineView;

/** Lines of everybody or of one person or operation, newest first. */
export async function listAudit(deps: Deps, { actor, operation, until, limit, cursor }: Query) {
  const [ms = '', id = ''] = cursor ? decodeCursor(cursor, 'audit') : [];
  const at = new Date(Number(ms));
  const docs = await auditLinesOf(deps.db)
    .find(
      {
        ...(actor !== undefined && { actorId: actor }),
        ...(operation !== undefined && { operation }),
        ...(until !== undefined && !cursor && { at: { $lte: new Date(until) } }),
        ...(cursor && { $or: [{ at: { $lt: at } }, { at, _id: { $lt: id } }] }),
      },
      { sort: { at: -1, _id: -1 }, limit: limit + 1 },
    )
    .toArray();
  const page = docs.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(present),
    nextCursor: docs.length > limit && last ? encodeCursor([String(last.at.getTime()), last._id]) : null,
  };
}

export async function listChains(deps: Deps, { limit, cursor }: { limit: number; cursor?: string }) {
  const [ms = '', id = ''] = cursor ? decodeCursor(cursor, 'chain') : [];
  const at = new Date(Number(ms));
  const docs = await auditHeadsOf(deps.db)
    .find(cursor ? { $or: [{ startedAt: { $lt: at } }, { startedAt: at, _id: { $lt: id } }] } : {}, {
      sort: { startedAt: -1, _id: -1 },
      limit: limit + 1,
    })
    .toArray();
  const page = docs.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ _id, startedAt, lastAt, seq, hash }) => ({
      chain: _id,
      startedAt: startedAt.toISOString(),
      lastAt: lastAt.toISOString(),
      lines: seq,
      hash,
    })),
    nextCursor:
      docs.length > limit && last ? encodeCursor([String(last.startedAt.getTime()), last._id]) : null,
  };
}

/**
 * Reads a chain from its first line to its head: every line follows from the one before, and none is missing.
 * @throws AppError NOT_FOUND
 */
export async function checkChain(deps: Deps, chain: string) {
  const head = await auditHeadsOf(deps.db).findOne({ _id: chain });
  if (!head) throw new AppError('NOT_FOUND', '没有这条审计链');
  let [seq, hash]: [number, string | null] = [0, null];
  const verdict = (problem: 'changed' | 'missing' | null, at: number | null) => ({
    chain,
    whole: problem === null,
    lines: seq,
    problem,
    at,
  });
  for await (const line of auditLinesOf(deps.db).find({ chain }, { sort: { seq: 1 } })) {
    if (line.seq !== seq + 1) return verdict('missing', seq + 1);
    if (line.prevHash !== hash || hashLine(line) !== line.hash) return verdict('changed', line.seq);
    // The head may lag behind by what was written when the process died, never run ahead.
    if (line.seq === head.seq && line.hash !== head.hash) return verdict('changed', line.seq);
    [seq, hash] = [line.seq, line.hash];
  }
  return seq < head.seq ? verdict('missing', seq + 1) : verdict(null, null);
}
