import { daySchema, isInTerm, spanOf, termInWords, termState } from './terms';

const at = (iso: string) => Date.parse(iso);

test.each<[string, { from?: string | null; until?: string | null }, string, 'coming' | 'now' | 'over']>([
  ['without ends', {}, '2026-11-23T00:00:00Z', 'now'],
  ['the evening before, in Shanghai', { from: '2026-11-24' }, '2026-11-23T15:59:00Z', 'coming'],
  ['its first minute, in Shanghai', { from: '2026-11-24' }, '2026-11-23T16:00:00Z', 'now'],
  ['its last minute', { until: '2026-11-24' }, '2026-11-24T15:59:59Z', 'now'],
  ['the minute after', { until: '2026-11-24' }, '2026-11-24T16:00:00Z', 'over'],
  ['nulls', { from: null, until: null }, '2026-11-24T16:00:00Z', 'now'],
])('a term %s', (_name, term, iso, expected) => {
  expect(termState(term, at(iso))).toBe(expected);
  expect(isInTerm(term, at(iso))).toBe(expected === 'now');
});

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-1-1', false],
])('%s is a day: %s', (day, ok) => expect(daySchema.safeParse(day).success).toBe(ok));

test('several terms span from the first to the last, open where one is open', () => {
  expect(
    spanOf([
      { from: '2026-03-01', until: '2026-05-31' },
      { from: '2026-01-01', until: '2026-04-30' },
    ]),
  ).toEqual({ from: '2026-01-01', until: '2026-05-31' });
  expect(spanOf([{ from: '2026-03-01', until: null }, { until: '2026-04-30' }])).toEqual({});
});

test('in words', () => {
  expect(termInWords({ from: '2026-01-01', until: '2026-12-31' })).toBe('2026-01-01 起，到 2026-12-31');
  expect(termInWords({})).toBe('');
});
