import { isSatisfied, maySendBack, ratingBodySchema } from './ratings';

test.each([
  [1, false],
  [3, false],
  [4, true],
  [5, true],
])('a result of %i stars: satisfied %s', (result, satisfied) => {
  expect(isSatisfied({ result })).toBe(satisfied);
});

test.each([
  ['yes', 5, false],
  ['yes', 4, false],
  ['yes', 3, true],
  ['partly', 5, true],
  ['no', 5, true],
  ['no', 1, true],
] as const)('resolved %s with %i stars may be sent back: %s', (resolved, result, may) => {
  expect(maySendBack({ resolved, result })).toBe(may);
});

const rating = { resolved: 'yes', response: 5, attitude: 4, result: 1 };

test('a rating needs four answers and no more', () => {
  expect(ratingBodySchema.parse(rating)).toEqual(rating);
  for (const field of Object.keys(rating))
    expect(ratingBodySchema.safeParse({ ...rating, [field]: undefined }).success).toBe(false);
});

test.each([
  [{ response: 0 }, '请点选 1–5 颗星'],
  [{ attitude: 6 }, '请点选 1–5 颗星'],
  [{ resolved: 'maybe' }, '请选择问题是否解决'],
])('%j is refused in words', (change, message) => {
  const issues = ratingBodySchema.safeParse({ ...rating, ...change }).error?.issues;
  expect(issues?.map((issue) => issue.message)).toEqual([message]);
});

test.each([
  [{ result: 4.5 }],
  [{ result: '5' }],
  [{ tags: Array<string>(11).fill('好') }],
  [{ tags: ['长'.repeat(21)] }],
  [{ tags: [''] }],
  [{ text: '长'.repeat(501) }],
  [{ text: '\0' }],
  [{ sendBack: 'yes' }],
  [{ excluded: true }],
  [{ $set: {} }],
])('%j is refused', (change) => {
  expect(ratingBodySchema.safeParse({ ...rating, ...change }).success).toBe(false);
});
