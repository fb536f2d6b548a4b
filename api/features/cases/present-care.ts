import { CARE_STATE_NAMES, FOUND_NAMES, MODERATION_REASON_NAMES } from '@shared/moderation/reasons';
import type { CareView } from '@shared/moderation/schemas';
import { type CareMark, isWithheld } from './care';
import type { CaseDoc } from './case.model';
import type { Viewer } from './policy';

/** @param forAuthor the reporter is asking: he may ask for a second look, once, of what residents sent */
export function presentMark(item: string, mark: CareMark, forAuthor: boolean): CareView {
  return {
    item,
    kind: mark.kind,
    state: mark.state,
    stateName: CARE_STATE_NAMES[mark.state],
    found: mark.found.flatMap((name) => FOUND_NAMES[name] ?? []),
    reason: mark.reason ?? null,
    reasonName: mark.reason ? MODERATION_REASON_NAMES[mark.reason] : null,
    words: mark.words ?? null,
    shown: mark.shown ?? null,
    at: mark.at.toISOString(),
    mayAsk:
      forAuthor &&
      mark.byResident &&
      mark.asked === undefined &&
      (mark.state === 'hidden' || mark.state === 'redacted'),
    asked: mark.asked ?? null,
  };
}

/** For the reporter what is kept from the public, for staff also what was reported or judged; nothing for others. */
export function presentCare({ care = {} }: Pick<CaseDoc, 'care'>, viewer: Viewer): CareView[] {
  if (viewer !== 'reporter' && viewer !== 'staff') return [];
  return Object.entries(care)
    .filter(([, mark]) => viewer === 'staff' || isWithheld(mark))
    .map(([item, mark]) => presentMark(item, mark, viewer === 'reporter'));
}
