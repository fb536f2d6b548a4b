import { type RatingView } from '@shared/cases/rating-schemas';
import { ratingsOf, tallyText, titleOf } from './facts';

const rating = (ref: number, extra: Partial<RatingView> = {}): RatingView => ({
  ref,
  by: 'follower',
  round: 1,
  resolved: 'yes',
  response: 5,
  attitude: 5,
  result: 5,
  tags: [],
  text: null,
  sentBack: false,
  at: '2026-11-23T02:00:00.000Z',
  changedAt: null,
  changeableUntil: null,
  answer: null,
  appeal: null,
  excluded: false,
  ...extra,
});

test.each([
  [null, ''],
  [{ count: 3, satisfied: 2, yes: 2, partly: 0, no: 1, excluded: 0 }, '3 位居民评价，满意 2 位'],
  [
    { count: 1, satisfied: 0, yes: 0, partly: 0, no: 1, excluded: 2 },
    '1 位居民评价，满意 0 位；2 条已申诉成立，不计入',
  ],
  [{ count: 0, satisfied: 0, yes: 0, partly: 0, no: 0, excluded: 1 }, '1 条已申诉成立，不计入'],
])('%j reads %s', (tally, words) => {
  expect(tallyText(tally)).toBe(words);
});

test('each rating once: the reporter’s, mine with its time to change it, then the newest', () => {
  const reporters = rating(5, { by: 'reporter', round: 2 });
  const mine = rating(6, { round: 2, changeableUntil: '2026-11-24T02:00:00.000Z' });
  const item = {
    rating: reporters,
    myRating: mine,
    otherRatings: [rating(7, { round: 2 }), rating(6, { round: 2 }), rating(2, { by: 'reporter' })],
  };
  const shown = ratingsOf(item);
  expect(shown.map(({ ref }) => ref)).toEqual([5, 6, 7, 2]);
  expect(shown[1]?.changeableUntil).not.toBeNull();
  expect(shown.map((one) => titleOf(one, item))).toEqual([
    '反映人',
    '我的评价',
    '关注的居民',
    '反映人（第 1 轮）',
  ]);
});

test('nothing to read is nothing', () => {
  expect(ratingsOf({ rating: null, myRating: null, otherRatings: [] })).toEqual([]);
});
