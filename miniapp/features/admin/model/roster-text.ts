import { type Shift, sorted } from '@shared/duty/roster';

export const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;
/** A week as people write it: a line for each day, turns separated by a comma. */
export type RosterText = readonly string[];

export const emptyRoster = (): string[] => WEEKDAYS.map(() => '');

export function rosterText(shifts: readonly Shift[]): string[] {
  const week = emptyRoster();
  for (const { weekday, from, to } of sorted(shifts)) {
    const turn = `${from}-${to}`;
    const day = week[weekday - 1] ?? '';
    week[weekday - 1] = day === '' ? turn : `${day}，${turn}`;
  }
  return week;
}

export const PRESETS: readonly { name: string; week: RosterText }[] = [
  {
    name: '工作日',
    week: WEEKDAYS.map((_day, i) => (i < 5 ? '08:30-12:00，13:30-17:30' : '')),
  },
  { name: '周末上午', week: WEEKDAYS.map((_day, i) => (i < 5 ? '' : '09:00-11:30')) },
  { name: '不排班', week: emptyRoster() },
];

const two = (hour: string) => hour.padStart(2, '0');

/** The shifts of a week as written, or which day cannot be read. */
export function parseRoster(week: RosterText): { shifts: Shift[] } | { fault: string } {
  const shifts: Shift[] = [];
  for (let i = 0; i < WEEKDAYS.length; i += 1) {
    const turns = (week[i] ?? '')
      .replace(/：/g, ':')
      .split(/[，,、;；\s]+/)
      .filter(Boolean);
    for (const turn of turns) {
      const [, from, fromMinute, to, toMinute] =
        /^(\d{1,2}):(\d{2})[-–—~到至](\d{1,2}):(\d{2})$/.exec(turn) ?? [];
      const name = WEEKDAYS[i] ?? '';
      if (from === undefined || fromMinute === undefined || to === undefined || toMinute === undefined)
        return { fault: `${name}的「${turn}」看不懂，请写成 08:30-12:00` };
      const shift = { weekday: i + 1, from: `${two(from)}:${fromMinute}`, to: `${two(to)}:${toMinute}` };
      if (shift.from >= shift.to) return { fault: `${name}的结束应晚于开始` };
      shifts.push(shift);
    }
  }
  return { shifts: sorted(shifts) };
}
