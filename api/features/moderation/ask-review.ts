import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { type CaseDoc, describeActor, viewerOf, withMarks, writeEvent } from '../cases';
import { visibleCase } from './judge-content';

const TRIES = 3;

/**
 * The reporter asks for a second look at what was hidden; once for each item.
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, WRONG_STATE, ALREADY_DONE, VERSION_CONFLICT
 */
export async function askReview(
  deps: Deps,
  actor: Actor,
  ref: string,
  { item, text }: { item: string; text: string },
): Promise<CaseDoc> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const doc = await visibleCase(deps, actor, ref);
    if (viewerOf(actor, doc) !== 'reporter') throw new AppError('ACTION_NOT_ALLOWED');
    const mark = doc.care?.[item];
    if (mark?.asked !== undefined) throw new AppError('ALREADY_DONE', '已经申请过复核，每项内容一次');
    if (!mark?.byResident || (mark.state !== 'hidden' && mark.state !== 'redacted'))
      throw new AppError('WRONG_STATE', '这项内容没有被隐藏，不用复核');
    const asked = {
      ...mark,
      asked: text,
      waits: 'person' as const,
      at: new Date(deps.clock()),
      found: [...mark.found.filter((name) => name !== 'review'), 'review'],
    };
    const updated = await writeEvent(
      deps,
      doc,
      {
        type: 'askReview',
        actor: describeActor(actor, new Set(['reporter'])),
        to: doc.status,
        text,
        uploadIds: [],
        visibility: 'internal',
        data: { item },
        requestKey: null,
      },
      { set: withMarks(doc, { [item]: asked }) },
    );
    if (updated) return updated;
  }
  throw new AppError('VERSION_CONFLICT');
}
