import { type DayOverrideView, dayOverrideSchema } from '@shared/clocks/contract';
import { DAY_MS, startOfShanghaiDay, weekdayName } from '@shared/time/shanghai';

/** 2027年2月10日 周三 */
export function dayText(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日 ${weekdayName(startOfShanghaiDay(date) + DAY_MS / 2)}`;
}

/** The days with one more, by date; a day entered again replaces what was said of it. */
export function withDay(
  days: readonly DayOverrideView[],
  typed: { date: string; working: boolean; note: string },
): { days: DayOverrideView[] } | { error: string } {
  const date = typed.date
    .trim()
    .replace(/[年月/.]/g, '-')
    .replace(/日$/, '');
  const padded = date.replace(/(?<=-)(\d)(?=-|$)/g, '0$1');
  const checked = dayOverrideSchema.safeParse({ ...typed, date: padded });
  if (!checked.success) return { error: checked.error.issues[0]?.message ?? '填写的内容有问题' };
  const others = days.filter((day) => day.date !== checked.data.date);
  return { days: [...others, checked.data].sort((a, b) => a.date.localeCompare(b.date)) };
}
