import { type RatingView } from '@shared/cases/rating-schemas';
import { APPEAL_WITHIN_MS } from '@shared/cases/ratings';
import { type CaseView } from '@shared/cases/schemas';
import { ratingsOf, RESOLVED_NAMES, titleOf } from '@miniapp/widgets/case-ratings/facts';

export type RatingAction = 'answerRating' | 'appealRating' | 'decideAppeal';

const FITS: Record<RatingAction, (rating: RatingView, nowMs: number) => boolean> = {
  answerRating: ({ answer }) => answer === null,
  appealRating: ({ appeal, changedAt, at }, nowMs) =>
    appeal === null && nowMs <= Date.parse(changedAt ?? at) + APPEAL_WITHIN_MS,
  decideAppeal: ({ appeal }) => appeal?.state === 'pending',
};

/** The ratings that may be answered, appealed or decided on, newest first as the API picks when none is named. */
export function ratingsFor(action: RatingAction, view: CaseView, nowMs: number): RatingView[] {
  return ratingsOf(view)
    .filter((rating) => FITS[action](rating, nowMs))
    .sort((a, b) => b.ref - a.ref);
}

/** One line to choose a rating by. */
export function ratingLine(rating: RatingView, view: CaseView): string {
  const { resolved, result, text } = rating;
  const words = text ? `：${text.slice(0, 40)}` : '';
  return `${titleOf(rating, view)} · ${RESOLVED_NAMES[resolved]} · 结果 ${result} 星${words}`;
}
