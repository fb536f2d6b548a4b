import { dayText, withDay } from './calendar-days';

const EVE = { date: '2027-02-05', working: false, note: '除夕' };

test('days stand by date, each once', () => {
  const first = withDay([EVE], { date: '2027-01-03', working: true, note: '' });
  expect(first).toEqual({ days: [{ date: '2027-01-03', working: true, note: '' }, EVE] });
  expect(withDay([EVE], { ...EVE, working: true })).toEqual({ days: [{ ...EVE, working: true }] });
});

test.each(['2027年2月5日', '2027/2/5', '2027.02.05', ' 2027-02-05 '])('%s is understood', (date) => {
  expect(withDay([], { ...EVE, date })).toEqual({ days: [EVE] });
});

test.each(['', '春节', '2027-02-30'])('%j is no day', (date) => {
  const added = withDay([], { ...EVE, date });
  expect('error' in added && added.error).toContain('日期');
});

test('a day is read with its weekday', () => {
  expect(dayText('2027-02-05')).toBe('2027年2月5日 周五');
});
