import type { ModerationReason } from '@shared/moderation/reasons';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { isWithheld, setMarks } from '../cases';
import { findItem } from './find-item';
import { visibleCase } from './judge-content';
import { contentReportsOf } from './moderation.model';

/** More kinds of complaint than this say nothing new. */
const FOUND_AT_MOST = 8;

/**
 * A resident's complaint about something public. It stays shown until a moderator has judged: a crowd must not be able
 * to silence a complaint.
 * @throws AppError NOT_FOUND, VALIDATION_FAILED, WRONG_STATE, ALREADY_DONE
 */
export async function reportContent(
  deps: Deps,
  actor: Actor,
  ref: string,
  { item, reason, text }: { item: string; reason: ModerationReason; text?: string },
): Promise<{ received: true }> {
  const doc = await visibleCase(deps, actor, ref);
  const found = await findItem(deps, doc, item);
  if (doc.visibility !== 'public') throw new AppError('WRONG_STATE', '这件事不公开，不用举报');
  // To the public it is not there.
  if (isWithheld(doc.care?.[item])) throw new AppError('WRONG_STATE', '这项内容已经不公开了');
  const caseId = doc._id.toHexString();
  const at = new Date(deps.clock());
  const _id = `${caseId}:${item}:${actor.userId}`;
  const complaint = { _id, caseId, item, userId: actor.userId, reason, text: text ? text : null, at };
  const repeated = await contentReportsOf(deps.db)
    .insertOne(complaint)
    .then(
      () => false,
      (error: unknown) => {
        if (isDuplicateKey(error)) return true;
        throw error;
      },
    );
  const reports = await contentReportsOf(deps.db).countDocuments({ caseId, item }, { limit: 1000 });
  await setMarks(deps, caseId, ({ care }) => {
    const mark = care?.[item];
    // Somebody judged meanwhile, or this complaint is known: a crash may have come between it and the mark.
    if (isWithheld(mark) || (repeated && mark)) return {};
    const kinds = [...new Set([...(mark?.found ?? []), 'report', reason])].slice(0, FOUND_AT_MOST);
    return {
      [item]: {
        ...found,
        ...mark,
        state: 'reported',
        waits: 'person',
        at: mark?.state === 'reported' ? mark.at : at,
        found: kinds,
        reports,
        ...(text && !repeated && { complaint: text }),
      },
    };
  });
  if (repeated) throw new AppError('ALREADY_DONE', '您已经举报过这项内容，管理人员会处理');
  return { received: true };
}
