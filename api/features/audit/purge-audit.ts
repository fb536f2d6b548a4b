import { invalidField } from '@shared/core/errors';
import { DAY_MS } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import { auditHeadsOf, auditLinesOf } from './audit.model';

/** The law asks for at least six months (网络安全法 §21). */
export const KEPT_AT_LEAST_DAYS = 183;
/** Kept by the job. */
export const KEPT_DAYS = 400;
const CHAINS = 100;

/**
 * Removes whole chains that ended before an instant; a part of a chain is never removed.
 * @param beforeMs UTC @returns chains removed @throws AppError VALIDATION_FAILED for lines younger than 183 days
 */
export async function purgeAudit(deps: Pick<Deps, 'db' | 'clock'>, beforeMs: number): Promise<number> {
  if (beforeMs > deps.clock() - KEPT_AT_LEAST_DAYS * DAY_MS)
    throw invalidField('before', `审计日志至少保存 ${KEPT_AT_LEAST_DAYS} 天`);
  let removed = 0;
  for (;;) {
    const heads = await auditHeadsOf(deps.db)
      .find({ lastAt: { $lt: new Date(beforeMs) } }, { sort: { lastAt: 1 }, limit: CHAINS })
      .toArray();
    for (const { _id } of heads) {
      await auditLinesOf(deps.db).deleteMany({ chain: _id });
      await auditHeadsOf(deps.db).deleteOne({ _id });
    }
    removed += heads.length;
    if (heads.length < CHAINS) return removed;
  }
}

export const purgeOldAudit = (deps: Pick<Deps, 'db' | 'clock'>) =>
  purgeAudit(deps, deps.clock() - KEPT_DAYS * DAY_MS);
