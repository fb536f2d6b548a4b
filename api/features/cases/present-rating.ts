import type { RatingView } from '@shared/cases/rating-schemas';
import { APPEAL_REASON_NAMES, APPEAL_STATE_NAMES } from '@shared/cases/ratings';
import type { CaseView } from '@shared/cases/schemas';
import { familyNameOnly } from '@shared/text/redact';
import { readWords } from './care';
import type { CaseDoc } from './case.model';
import type { RatingsBeside } from './look-at-ratings';
import type { Viewer } from './policy';
import type { RatingDoc } from './rating.model';
import { roundOf } from './rating.model';
import { changeableUntil, whyNotRate } from './rating-rules';

interface Reader {
  viewer: Viewer;
  nowMs: number;
}
interface Reading {
  viewer: Viewer;
  care: CaseDoc['care'];
}
type Signed = NonNullable<RatingDoc['answer']>;

function presentSigned({ text, name, title, at }: Signed, { viewer, care }: Reading) {
  const full = viewer === 'staff' || viewer === 'reporter';
  return {
    text: readWords({ care }, viewer)(text),
    who: `${title} ${full ? name : familyNameOnly(name)}`,
    at: at.toISOString(),
  };
}

function presentAppeal({ appeal }: RatingDoc, reading: Reading): RatingView['appeal'] {
  const staff = reading.viewer === 'staff';
  // Until it is decided it is between those who work on it.
  if (!appeal || (appeal.state === 'pending' && !staff)) return null;
  return {
    state: appeal.state,
    stateName: APPEAL_STATE_NAMES[appeal.state],
    reason: staff ? appeal.reason : null,
    reasonName: staff ? APPEAL_REASON_NAMES[appeal.reason] : null,
    text: staff ? appeal.text : null,
    decision: appeal.decision && presentSigned(appeal.decision, reading),
  };
}

/**
 * A rating without the one who gave it.
 * @param own the reader gave it: his words as he wrote them, and until when he may change it
 */
function presentRating(rating: RatingDoc, reading: Reading, own?: { until: number | null }): RatingView {
  const read = own ? (text: string) => text : readWords(reading, reading.viewer);
  return {
    ref: rating.ref,
    by: rating.by,
    round: rating.round,
    resolved: rating.resolved,
    response: rating.response,
    attitude: rating.attitude,
    result: rating.result,
    tags: rating.tags,
    text: rating.text === null ? null : read(rating.text),
    sentBack: rating.sentBack,
    at: rating.at.toISOString(),
    changedAt: rating.changedAt?.toISOString() ?? null,
    changeableUntil: typeof own?.until === 'number' ? new Date(own.until).toISOString() : null,
    answer: rating.answer && presentSigned(rating.answer, reading),
    appeal: presentAppeal(rating, reading),
    excluded: rating.excluded,
  };
}

/** What a case page says of ratings. Followers' own words are for staff and for the one who wrote them. */
export function presentRatings(
  doc: CaseDoc,
  { mine, reporters, recent }: RatingsBeside,
  { viewer, nowMs }: Reader,
): Pick<CaseView, 'rating' | 'ratings' | 'myRating' | 'otherRatings'> {
  const tally = doc.ratings?.round === roundOf(doc) ? doc.ratings : null;
  const asked = { doc, asReporter: viewer === 'reporter', ratings: { mine, reporters, recent }, nowMs };
  const reading = { viewer, care: doc.care };
  return {
    rating: reporters && presentRating(reporters, reading),
    ratings:
      tally && tally.count + tally.excluded > 0
        ? {
            count: tally.count,
            satisfied: tally.satisfied,
            yes: tally.yes,
            partly: tally.partly,
            no: tally.no,
            excluded: tally.excluded,
          }
        : null,
    myRating:
      mine &&
      presentRating(mine, reading, { until: whyNotRate(asked) === null ? changeableUntil(mine) : null }),
    otherRatings:
      viewer === 'staff'
        ? recent.filter(({ ref }) => ref !== reporters?.ref).map((rating) => presentRating(rating, reading))
        : [],
  };
}
