import { APPEAL_WITHIN_MS, FOLLOWERS_RATE_WITHIN_MS, RATING_FINAL_AFTER_MS } from '@shared/cases/ratings';
import type { CaseDoc } from './case.model';
import { APPEALS_AT_MOST, type RatingsBeside } from './look-at-ratings';
import type { RatingDoc } from './rating.model';

/** What stands against each thing that is done with a rating, in words; null when nothing does. */
type Objection = string | null;

export const changeableUntil = ({ at }: Pick<RatingDoc, 'at'>): number =>
  at.getTime() + RATING_FINAL_AFTER_MS;

interface Rating {
  doc: CaseDoc;
  asReporter: boolean;
  ratings: RatingsBeside;
  nowMs: number;
}

/** Giving a rating, or changing the one given. */
export function whyNotRate({ doc, asReporter, ratings: { mine }, nowMs }: Rating): Objection {
  if (mine?.excluded) return '上级已裁定这条评价不计入，不能再改';
  if (mine) return nowMs > changeableUntil(mine) ? '评价满 24 小时后不能再改' : null;
  if (doc.status !== 'closed') return null;
  if (asReporter) return '7 天内没有评价，已自动办结；还没办好的，可以要求重新办理';
  const closedMs = (doc.closedAt ?? doc.updatedAt).getTime();
  return nowMs > closedMs + FOLLOWERS_RATE_WITHIN_MS ? '办结已超过 30 天，不能再评价' : null;
}

export const whyNotAnswer = ({ answer }: RatingDoc): Objection => (answer ? '这条评价已经回应过了' : null);

export function whyNotAppeal({ appeal, changedAt, at }: RatingDoc, nowMs: number): Objection {
  if (appeal) return '这条评价已经申诉过了';
  return nowMs > (changedAt ?? at).getTime() + APPEAL_WITHIN_MS ? '评价已超过 7 天，不能再申诉' : null;
}

export const whyNotDecide = ({ appeal }: RatingDoc): Objection =>
  appeal?.state === 'pending' ? null : '这条评价没有待裁定的申诉';

/** The objection to the newest, when there is one against every rating. */
function againstAll(ratings: RatingsBeside, objectionTo: (rating: RatingDoc) => Objection): Objection {
  const objections = ratings.recent.map(objectionTo);
  if (objections.length === 0) return '还没有人评价';
  return objections.every((objection) => objection !== null) ? (objections[0] ?? null) : null;
}

export const noneToAnswer = (ratings: RatingsBeside): Objection => againstAll(ratings, whyNotAnswer);
export const noneToAppeal = (doc: CaseDoc, ratings: RatingsBeside, nowMs: number): Objection =>
  (doc.appeals?.length ?? 0) >= APPEALS_AT_MOST
    ? '待裁定的申诉太多了，请等上级裁定'
    : againstAll(ratings, (rating) => whyNotAppeal(rating, nowMs));
export const noneToDecide = (ratings: RatingsBeside): Objection => againstAll(ratings, whyNotDecide);
