import type { Deps } from '@api/deps';
import { writeEvent } from './act-on-case';
import type { Assignee, CaseDoc, EventDoc } from './case.model';
import { reassigned } from './desk-effects';

export interface HandOver {
  by: EventDoc['actor'];
  to: Assignee;
  text: string;
  /** By which a repetition after a crash knows that this case is done. */
  requestKey: string;
}

/**
 * Gives one of somebody's cases to another as `reassign` does, whose right to do so the caller has checked.
 * @returns null when the case is no longer as it was read
 */
export function handOver(deps: Deps, doc: CaseDoc, { by, to, text, requestKey }: HandOver) {
  const { set, data = {} } = reassigned(doc, to, text);
  return writeEvent(
    deps,
    doc,
    {
      type: 'reassign',
      actor: by,
      to: doc.status,
      text,
      uploadIds: [],
      visibility: 'public',
      data,
      requestKey,
    },
    { set },
  );
}
