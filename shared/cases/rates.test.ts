import fc from 'fast-check';
import {
  addTallies,
  NO_TALLY,
  type RatingFacts,
  rateInWords,
  rateOf,
  tallyOf,
  threeRates,
  TOO_FEW,
} from './rates';
import { ratingTags, unknownTag } from './rating-tags';
import { isLow } from './ratings';

const star = fc.integer({ min: 1, max: 5 });
const someRating: fc.Arbitrary<RatingFacts> = fc.record({
  resolved: fc.constantFrom('yes', 'partly', 'no'),
  response: star,
  attitude: star,
  result: star,
  excluded: fc.boolean(),
});
const someRatings = fc.array(someRating, { maxLength: 30 });
const given = (result: number, resolved: RatingFacts['resolved'] = 'yes', excluded = false): RatingFacts => ({
  resolved,
  response: 5,
  attitude: 4,
  result,
  excluded,
});

test('the three rates of a period, each with what it is a share of', () => {
  const ratings = tallyOf([
    given(5),
    given(4),
    given(3, 'partly'),
    given(2, 'partly'),
    given(1, 'no'),
    given(1, 'no', true),
  ]);
  expect(ratings).toEqual({
    count: 5,
    satisfied: 2,
    yes: 2,
    partly: 2,
    no: 1,
    response: 25,
    attitude: 20,
    result: 15,
    excluded: 1,
  });
  expect(threeRates({ due: 20, respondedInTime: 19, rateable: 10, ratedCases: 4, ratings })).toEqual({
    response: { part: 19, of: 20, share: 0.95, enough: true },
    resolution: { part: 3, of: 5, share: 0.6, enough: true },
    satisfaction: { part: 2, of: 5, share: 0.4, enough: true },
    unrated: { part: 6, of: 10, share: 0.6, enough: true },
    excluded: 1,
  });
});

test.each([
  [0, 0, null, false, `满意：${TOO_FEW}（0/0）`],
  [4, 4, 1, false, `满意：${TOO_FEW}（4/4）`],
  [5, 5, 1, true, '满意 100%（5/5）'],
  [14, 17, 14 / 17, true, '满意 82.4%（14/17）'],
  [2.5, 5, 0.5, true, '满意 50%（2.5/5）'],
])('%p of %p', (part, of, share, enough, words) => {
  expect(rateOf(part, of)).toEqual({ part, of, share, enough });
  expect(rateInWords('满意', rateOf(part, of))).toBe(words);
});

test('parts add up to the whole, in any order and however they are split', () => {
  fc.assert(
    fc.property(someRatings, someRatings, (a, b) => {
      expect(addTallies(tallyOf(a), tallyOf(b))).toEqual(tallyOf([...b, ...a]));
      expect(addTallies(tallyOf(a), NO_TALLY)).toEqual(tallyOf(a));
    }),
  );
});

test('an excluded rating moves no rate; the others stay between nothing and all', () => {
  fc.assert(
    fc.property(someRatings, someRating, (ratings, other) => {
      const rates = (all: RatingFacts[]) =>
        threeRates({ due: 0, respondedInTime: 0, rateable: 0, ratedCases: 0, ratings: tallyOf(all) });
      const before = rates(ratings);
      const after = rates([...ratings, { ...other, excluded: true }]);
      expect({ ...after, excluded: 0 }).toEqual({ ...before, excluded: 0 });
      expect(after.excluded).toBe(before.excluded + 1);
      for (const { share, part, of } of [before.resolution, before.satisfaction]) {
        expect(part).toBeLessThanOrEqual(of);
        if (share !== null) expect(share >= 0 && share <= 1).toBe(true);
      }
    }),
  );
});

/** The groups of the demo's catalogue. */
const GROUPS = ['SR', 'HJ', 'DL', 'GY', 'YL', 'SG', 'JX', 'AQ', 'WY', 'JF', 'RK', 'MS', 'TF', 'ZX'];

test.each(GROUPS)('tags of %s: own ones, none twice', (group) => {
  const { good, bad } = ratingTags(group);
  const all = [...good, ...bad];
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBeGreaterThan(ratingTags('').good.length + ratingTags('').bad.length);
  // The event keeps them joined by 、.
  for (const tag of all) expect(tag).toMatch(/^[^、]{2,8}$/);
});

test('a tag of another group is unknown', () => {
  expect(unknownTag('GY', ['态度好', '修了又坏'])).toBeUndefined();
  expect(unknownTag('GY', ['态度好', '还是很吵'])).toBe('还是很吵');
  expect(unknownTag('nowhere', ['没解决'])).toBeUndefined();
});

test.each([
  [{ resolved: 'yes', result: 5 }, false],
  [{ resolved: 'partly', result: 3 }, false],
  [{ resolved: 'yes', result: 2 }, true],
  [{ resolved: 'no', result: 5 }, true],
  [{}, false],
] as const)('%j asks why: %s', (rating, low) => {
  expect(isLow(rating)).toBe(low);
});
