import type { Actor } from '@api/http/actor';
import type { CaseDoc } from './case.model';
import { standsFor } from './policy';

export type PhoneOf = 'reporter' | 'worker';

type Subject = Pick<
  CaseDoc,
  'open' | 'reporterId' | 'reporter' | 'assignee' | 'coHandlers' | 'areaPath' | 'anonymousToWorker'
>;

/**
 * Whose number he may ask for on this case while it is open: the reporter his handler's, who handles it the reporter's
 * (unless that one wished to stay unknown). Null: nobody's.
 */
export function phoneOf(actor: Actor | null, doc: Subject): PhoneOf | null {
  if (!actor || !doc.open) return null;
  if (doc.reporterId === actor.userId) return doc.assignee.type === 'person' ? 'worker' : null;
  const handles = [doc.assignee, ...(doc.coHandlers ?? [])].some((each) => standsFor(actor, each, doc));
  return handles && !doc.anonymousToWorker && doc.reporter.phoneMasked !== null ? 'reporter' : null;
}
