import { ADDRESS_ITEM, textItem } from '@shared/moderation/reasons';
import type { Care } from './care';
import type { CaseDoc } from './case.model';
import { termsOf } from './search-terms';

/** What changes on the case with new marks: also the queue it stands in, and what it is found by. */
export function withMarks(doc: CaseDoc, marks: Care) {
  const care: Care = { ...doc.care, ...marks };
  const waiting = Object.values(care).flatMap(({ waits, at }) => (waits === 'person' ? [at.getTime()] : []));
  const set = {
    care,
    careSeq: (doc.careSeq ?? 0) + 1,
    careWaits: waiting.length > 0,
    careSince: waiting.length > 0 ? new Date(Math.min(...waiting)) : null,
  } satisfies Partial<CaseDoc>;
  const searched = textItem(1) in marks || ADDRESS_ITEM in marks;
  return searched ? { ...set, terms: termsOf({ ...doc, ...set }) } : set;
}
