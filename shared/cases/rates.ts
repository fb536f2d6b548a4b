import { isSatisfied } from './ratings';

/** What of a rating counts. */
export interface RatingFacts {
  resolved: 'yes' | 'partly' | 'no';
  response: number;
  attitude: number;
  result: number;
  /** An appeal against it was upheld: it is shown, and left out of every figure. */
  excluded: boolean;
}

/** Ratings added up: bounded, whatever their number. Sums are of stars. */
export interface RatingTally {
  count: number;
  satisfied: number;
  yes: number;
  partly: number;
  no: number;
  response: number;
  attitude: number;
  result: number;
  /** Left out of all the others. */
  excluded: number;
}

export const NO_TALLY: RatingTally = {
  count: 0,
  satisfied: 0,
  yes: 0,
  partly: 0,
  no: 0,
  response: 0,
  attitude: 0,
  result: 0,
  excluded: 0,
};

export function tallyOf(ratings: readonly RatingFacts[]): RatingTally {
  return ratings.reduce<RatingTally>((tally, rating) => {
    if (rating.excluded) return { ...tally, excluded: tally.excluded + 1 };
    return {
      ...tally,
      count: tally.count + 1,
      satisfied: tally.satisfied + (isSatisfied(rating) ? 1 : 0),
      [rating.resolved]: tally[rating.resolved] + 1,
      response: tally.response + rating.response,
      attitude: tally.attitude + rating.attitude,
      result: tally.result + rating.result,
    };
  }, NO_TALLY);
}

const FIELDS = Object.keys(NO_TALLY) as (keyof RatingTally)[];

/** Of two groups together; a street is the sum of its grids. */
export function addTallies(a: RatingTally, b: RatingTally): RatingTally {
  return Object.fromEntries(FIELDS.map((field) => [field, a[field] + b[field]])) as Record<
    keyof RatingTally,
    number
  >;
}

/** Below so many a rate says nothing, and is not given as a number alone. */
export const ENOUGH = 5;
export const TOO_FEW = '样本不足';

/** A share with what it is a share of. `share` is null where there is nothing to divide by. */
export interface Rate {
  part: number;
  of: number;
  share: number | null;
  enough: boolean;
}

export function rateOf(part: number, of: number): Rate {
  return { part, of, share: of > 0 ? part / of : null, enough: of >= ENOUGH };
}

/** Of a period and a group of cases. */
export interface PeriodFacts {
  /** Cases whose time to respond ran out or was kept in the period, and those of them that were responded to in time. */
  due: number;
  respondedInTime: number;
  /** Cases that could be rated, and those of them that somebody rated. */
  rateable: number;
  ratedCases: number;
  ratings: RatingTally;
}

export interface ThreeRates {
  response: Rate;
  resolution: Rate;
  satisfaction: Rate;
  unrated: Rate;
  /** Ratings left out after an upheld appeal. */
  excluded: number;
}

/** The three rates (三率) of a period, each with its denominator, and the share nobody rated (DOMAIN.md "Rating"). */
export function threeRates({ due, respondedInTime, rateable, ratedCases, ratings }: PeriodFacts): ThreeRates {
  return {
    response: rateOf(respondedInTime, due),
    resolution: rateOf(ratings.yes + ratings.partly / 2, ratings.count),
    satisfaction: rateOf(ratings.satisfied, ratings.count),
    unrated: rateOf(rateable - ratedCases, rateable),
    excluded: ratings.excluded,
  };
}

/** "满意 82.4%（14/17）"; without a percentage where there are too few. */
export function rateInWords(name: string, { part, of, share, enough }: Rate): string {
  const counted = `${part}/${of}`;
  if (share === null || !enough) return `${name}：${TOO_FEW}（${counted}）`;
  return `${name} ${Math.round(share * 1000) / 10}%（${counted}）`;
}
