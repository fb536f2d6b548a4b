import { emptyRoster, parseRoster, PRESETS, rosterText } from './roster-text';

const week = (monday: string) => [monday, ...emptyRoster().slice(1)];

test.each([
  ['08:30-12:00，13:30-17:30', 2],
  ['8:30–12:00 13：30到17:30', 2],
  ['', 0],
])('%s is %d turns', (text, count) => {
  const parsed = parseRoster(week(text));
  expect('shifts' in parsed && parsed.shifts.length).toBe(count);
});

test.each([
  ['上午', '周一的「上午」看不懂，请写成 08:30-12:00'],
  ['12:00-08:30', '周一的结束应晚于开始'],
])('%s is told', (text, fault) => expect(parseRoster(week(text))).toEqual({ fault }));

test('what was read is written back the same', () => {
  for (const { week: preset } of PRESETS) {
    const parsed = parseRoster(preset);
    expect('shifts' in parsed && rosterText(parsed.shifts)).toEqual(preset);
  }
});
