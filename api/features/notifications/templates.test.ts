import fc from 'fast-check';
import { CASE_STATUS_NAMES, CASE_STATUSES } from '@shared/cases/statuses';
import { fillTemplate, fitField, nextWords, PUSH_TEMPLATE_KEYS } from '@shared/notifications/templates';
import { acceptsField } from '@api/integrations/wechat/sandbox/field-rules';

const NOW = Date.parse('2026-11-25T02:00:00Z');

test.each([
  ['thing1', '小区东门的路灯不亮', '小区东门的路灯不亮'],
  ['thing1', '一二三四五六七八九十一二三四五六七八九十', '一二三四五六七八九十一二三四五六七八九十'],
  ['thing1', '一二三四五六七八九十一二三四五六七八九十多', '一二三四五六七八九十一二三四五六七八九…'],
  ['thing1', '一二三四五六七八九十一二三四五六七八👍🏻好了', '一二三四五六七八九十一二三四五六七八…'],
  ['thing1', '两行\n文字', '两行 文字'],
  ['thing1', ' ', '请打开查看'],
  ['phrase2', '不予受理', '不予受理'],
  ['phrase2', '已交给 A 部门处理', '已交给部门'],
  ['phrase2', 'closed', '有进展'],
])('%s: %j becomes %j', (key, value, fitted) => {
  expect(fitField(key, value)).toBe(fitted);
});

test('whatever is said, WeChat takes it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...PUSH_TEMPLATE_KEYS),
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.integer({ min: NOW - 1e12, max: NOW + 1e12 }),
      (template, matter, next, updatedMs) => {
        const filled = fillTemplate(template, { matter, status: next, updatedMs, next: matter });
        for (const [key, value] of Object.entries(filled))
          expect([key, value, acceptsField(key, value)]).toEqual([key, value, true]);
      },
    ),
  );
});

test('every state has words for what follows that need no cutting, with and without a term', () => {
  const times = [NOW - 400 * 86_400_000, NOW - 86_400_000, NOW + 86_400_000, NOW + 400 * 86_400_000];
  for (const status of CASE_STATUSES) {
    expect(fitField('phrase2', CASE_STATUS_NAMES[status])).toBe(CASE_STATUS_NAMES[status]);
    const all = [null, ...times.map((atMs) => ({ what: '恢复办理', atMs }))];
    for (const words of all.map((next) => nextWords(status, next, NOW)))
      expect(fitField('thing4', words)).toBe(words);
  }
  expect(nextWords('handling', { what: '答复', atMs: NOW + 86_400_000 }, NOW)).toBe('11月26日 10:00前答复');
  expect(nextWords('handling', { what: '答复', atMs: NOW - 86_400_000 }, NOW)).toBe(
    '已超时，原定11月24日前答复',
  );
});
