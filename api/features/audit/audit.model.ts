import type { Connection } from 'mongoose';

/** One line of the log. Never edited; whole chains are purged when they are old enough. */
export interface AuditLine {
  /** `<chain>:<seq>` */
  _id: string;
  chain: string;
  seq: number;
  at: Date;
  actorId: string | null;
  operation: string;
  target: string | null;
  status: number;
  code: string | null;
  requestId: string;
  prevHash: string | null;
  hash: string;
}

/** How far a chain has come, kept apart from its lines: so a cut end is seen. */
export interface AuditHead {
  _id: string;
  startedAt: Date;
  lastAt: Date;
  seq: number;
  hash: string;
}

export const auditLinesOf = (db: Connection) => db.collection<AuditLine>('auditLines');
export const auditHeadsOf = (db: Connection) => db.collection<AuditHead>('auditHeads');

export async function createAuditIndexes(db: Connection): Promise<void> {
  await auditLinesOf(db).createIndex({ chain: 1, seq: 1 }, { unique: true });
  await auditLinesOf(db).createIndex({ at: -1, _id: -1 });
  await auditLinesOf(db).createIndex({ actorId: 1, at: -1, _id: -1 });
  await auditLinesOf(db).createIndex({ operation: 1, at: -1, _id: -1 });
  await auditHeadsOf(db).createIndex({ startedAt: -1, _id: -1 });
  await auditHeadsOf(db).createIndex({ lastAt: 1 });
}
