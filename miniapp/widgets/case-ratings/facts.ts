import { type RatingView } from '@shared/cases/rating-schemas';
import { type CaseView } from '@shared/cases/schemas';

export const RESOLVED_NAMES = { yes: '解决了', partly: '解决了一部分', no: '没有解决' } as const;

/** "3 位居民评价，满意 2 位；另有 1 条申诉成立，不计入"; empty when nobody rated this round. */
export function tallyText(ratings: CaseView['ratings']): string {
  if (!ratings) return '';
  const { count, satisfied, excluded } = ratings;
  const left = excluded > 0 ? `${excluded} 条已申诉成立，不计入` : '';
  const counted = count > 0 ? `${count} 位居民评价，满意 ${satisfied} 位` : '';
  return [counted, left].filter(Boolean).join('；');
}

type Rated = Pick<CaseView, 'rating' | 'myRating' | 'otherRatings'>;

/** All ratings this person may read, each once: the reporter's, his own, then the others. */
export function ratingsOf({ rating, myRating, otherRatings }: Rated): RatingView[] {
  const known = new Map<number, RatingView>();
  // His own as he may read it, with until when he may change it.
  for (const one of [rating, ...otherRatings, myRating]) if (one) known.set(one.ref, one);
  const first = [rating, myRating].flatMap((one) => (one ? [one.ref] : []));
  const rank = ({ ref }: RatingView) => (first.includes(ref) ? first.indexOf(ref) : first.length);
  return [...known.values()].sort((a, b) => rank(a) - rank(b) || b.ref - a.ref);
}

/** Who it is from, as far as anybody may know. */
export function titleOf(rating: RatingView, { rating: current, myRating }: Rated): string {
  const round = current && rating.round < current.round ? `（第 ${rating.round} 轮）` : '';
  if (rating.ref === myRating?.ref) return `我的评价${round}`;
  return `${rating.by === 'reporter' ? '反映人' : '关注的居民'}${round}`;
}
