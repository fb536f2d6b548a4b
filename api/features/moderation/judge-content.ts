import type { JudgeBody } from '@shared/moderation/contract';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import {
  type CareMark,
  type CaseDoc,
  describeActor,
  findCase,
  isWithheld,
  viewerOf,
  withMarks,
  writeEvent,
} from '../cases';
import { findItem } from './find-item';
import { mayJudge } from './policy';

const STATES = { publish: 'shown', hide: 'hidden', redact: 'redacted' } as const;

/** A case its caller may see. @throws AppError NOT_FOUND */
export async function visibleCase(deps: Deps, actor: Actor, ref: string): Promise<CaseDoc> {
  const doc = await findCase(deps.db, ref);
  if (!doc || viewerOf(actor, doc) === null) throw new AppError('NOT_FOUND', '没有找到这件事');
  return doc;
}

/** What stands against a decision, in words for the moderator. */
function objection(doc: CaseDoc, { decision }: JudgeBody, mark: CareMark | undefined): string | null {
  if (doc.visibility !== 'public') return '这件事不公开，不用审核';
  if (decision === 'publish' && !isWithheld(mark) && mark?.waits !== 'person') return '这项内容已经公开了';
  return decision === 'hide' && mark?.state === 'hidden' && mark.waits === null ? '这项内容已经隐藏了' : null;
}

/**
 * A decision on one text or photo, as an internal event of the case. The event that brought it stays as it was written
 * and hashed; only what the public is shown changes. Of two moderators at once one wins.
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, VALIDATION_FAILED, WRONG_STATE, VERSION_CONFLICT
 */
export async function judgeContent(
  deps: Deps,
  actor: Actor,
  ref: string,
  body: JudgeBody,
  present: (doc: CaseDoc) => Promise<unknown>,
  requestKey: string | null,
): Promise<CaseDoc> {
  const doc = await visibleCase(deps, actor, ref);
  if (requestKey !== null && doc.events.some((event) => event.requestKey === requestKey)) return doc;
  const mark = doc.care?.[body.item];
  if (!mayJudge(actor, doc, body.decision, mark)) throw new AppError('ACTION_NOT_ALLOWED');
  const found = await findItem(deps, doc, body.item);
  if (body.version !== doc.version)
    throw new AppError('VERSION_CONFLICT', undefined, { current: await present(doc) });
  const reason = objection(doc, body, mark);
  if (reason) throw new AppError('WRONG_STATE', reason, { current: await present(doc) });
  const words = body.words ? body.words : undefined;
  const judged: CareMark = {
    ...found,
    ...(mark?.said && { said: mark.said }),
    state: STATES[body.decision],
    waits: null,
    at: new Date(deps.clock()),
    found: mark?.found ?? [],
    judgeId: actor.userId,
    ...(mark?.asked !== undefined && { asked: mark.asked }),
    ...(mark?.reports !== undefined && { reports: mark.reports }),
    ...(body.decision !== 'publish' && { reason: body.reason, ...(words && { words }) }),
    ...(body.decision === 'redact' && { shown: body.shown }),
  };
  const updated = await writeEvent(
    deps,
    doc,
    {
      type: 'moderate',
      actor: describeActor(actor, new Set()),
      to: doc.status,
      text: words ?? null,
      uploadIds: [],
      visibility: 'internal',
      data: {
        item: body.item,
        decision: body.decision,
        withheld: isWithheld(mark),
        reason: body.reason ?? null,
        shown: body.shown ?? null,
      },
      requestKey,
    },
    { set: withMarks(doc, { [body.item]: judged }) },
  );
  if (updated) return updated;
  const latest = await findCase(deps.db, ref);
  throw new AppError('VERSION_CONFLICT', undefined, { current: latest ? await present(latest) : undefined });
}
