import { backChoices, leaveText, startChoices } from './leave-dates';

// 23:30 on Wednesday in Shanghai.
const now = Date.parse('2026-11-25T15:30:00Z');

it('begins today, tomorrow and so on, at midnight in Shanghai', () => {
  const [today, tomorrow, , fourth] = startChoices(now);
  expect(today).toEqual({ value: '2026-11-24T16:00:00.000Z', text: '今天 11月25日 周三' });
  expect(tomorrow?.text).toBe('明天 11月26日 周四');
  expect(fourth?.text).toBe('11月28日 周六');
});

it('says when one is back, and until when one is away', () => {
  const from = startChoices(now)[1]?.value ?? '';
  const [oneDay, , three] = backChoices(from);
  expect(oneDay?.text).toBe('11月27日 周五（1 天）');
  expect(leaveText({ from, until: oneDay?.value ?? '' })).toBe('11月26日 周四');
  expect(leaveText({ from, until: three?.value ?? '' })).toBe('11月26日 周四 至 11月28日 周六');
});
