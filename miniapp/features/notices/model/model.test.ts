import { type ManagedNotice } from '@shared/notices/schemas';
import { readTime, writeTime } from '@shared/time/typed-time';
import { checkDraft, draftOf, endAfter, questionOf } from './draft';
import { STATE_WORDS, termText } from './words';

const NOW = Date.parse('2026-11-25T02:00:00Z');

it.each([
  ['2026-11-30 08:00', '2026-11-30T00:00:00.000Z'],
  [' 2026/1/5 7：05 ', '2026-01-04T23:05:00.000Z'],
  ['2026年11月30日 00:00', '2026-11-29T16:00:00.000Z'],
  ['2026-02-30 08:00', null],
  ['2026-11-30 24:00', null],
  ['2026-11-30 08:60', null],
  ['2026-11-30', null],
  ['明天', null],
  ['', null],
])('reads %j as %j', (text, iso) => expect(readTime(text)).toBe(iso));

it('reads what it writes', () => {
  expect(writeTime('2026-11-29T23:30:00.000Z')).toBe('2026-11-30 07:30');
  expect(readTime(writeTime('2026-11-29T23:30:00.000Z'))).toBe('2026-11-29T23:30:00.000Z');
});

it('ends at midnight of the last day in Shanghai', () => {
  expect(endAfter(1, NOW)).toBe('2026-11-25T16:00:00.000Z');
  expect(endAfter(3, Date.parse('2026-11-25T17:00:00Z'))).toBe('2026-11-28T16:00:00.000Z');
});

it('tells the writer where a notice stands', () => {
  const dates = { publishAt: '2026-11-26T00:00:00Z', validUntil: '2026-11-28T16:00:00Z' };
  expect(termText({ ...dates, state: 'scheduled', withdrawn: null }, NOW)).toBe(
    '11月26日 08:00 发布，到 11月29日 00:00',
  );
  expect(termText({ ...dates, state: 'current', withdrawn: null }, NOW)).toBe(
    '11月26日 08:00 到 11月29日 00:00',
  );
  const withdrawn = { at: '2026-11-25T00:00:00Z', reason: '写错了' };
  expect(termText({ ...dates, state: 'withdrawn', withdrawn }, NOW)).toBe('撤回：写错了');
  expect(new Set(Object.values(STATE_WORDS).map(({ text }) => text)).size).toBe(4);
});

const notice: ManagedNotice = {
  id: 'f'.repeat(24),
  area: { code: '9901', level: 'city', name: '测试市' },
  category: 'law',
  title: '普法讲座',
  text: '周六上午',
  important: true,
  pinned: false,
  publishAt: '2026-11-30T00:00:00Z',
  validUntil: '2026-12-10T16:00:00Z',
  state: 'scheduled',
  withdrawn: null,
  editedAt: null,
  receipts: null,
  inbox: 'none',
  version: 3,
};
const full = { ...draftOf(undefined), area: { code: '9901', name: '测试市' }, category: 'law' as const };
const written = { ...full, title: '普法讲座', text: '周六上午' };

it('tells every gap of an empty form at its field', () => {
  const { wrong } = checkDraft({ ...draftOf(undefined), when: 'later' }, undefined, NOW);
  expect(Object.keys(wrong ?? {}).sort()).toEqual(['areaCode', 'category', 'publishAt', 'text', 'title']);
});

it.each([
  ['at once', written, undefined, { validUntil: '2026-12-01T16:00:00.000Z' }],
  [
    'later',
    { ...written, when: 'later' as const, publishAt: '2026-11-30 08:00', length: '1' },
    undefined,
    { publishAt: '2026-11-30T00:00:00.000Z', validUntil: '2026-11-30T16:00:00.000Z' },
  ],
  ['a scheduled one as it is', draftOf(notice), notice, { publishAt: '2026-11-30T00:00:00.000Z' }],
  [
    'a scheduled one now',
    { ...draftOf(notice), when: 'now' as const },
    notice,
    { publishAt: '2026-11-25T02:00:00.000Z' },
  ],
  ['one that is out', draftOf({ ...notice, state: 'current' }), { ...notice, state: 'current' as const }, {}],
])('sends the dates of %s', (_name, draft, before, term) => {
  expect(checkDraft(draft, before, NOW)).toMatchObject({ term });
  expect(Object.keys(checkDraft(draft, before, NOW).term ?? {}).sort()).toEqual(Object.keys(term).sort());
});

it('asks what will happen', () => {
  expect(questionOf(written, undefined)).toMatchObject({ yes: '发布', text: '测试市的居民马上能看到。' });
  expect(questionOf(draftOf(notice), notice).text).toBe('2026-11-30 08:00 发给测试市的居民。');
  expect(questionOf(written, { ...notice, state: 'current' }).yes).toBe('保存');
});
