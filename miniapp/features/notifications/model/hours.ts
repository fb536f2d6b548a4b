const NAMES: readonly [until: number, name: string][] = [
  [5, '凌晨'],
  [8, '早上'],
  [11, '上午'],
  [13, '中午'],
  [18, '下午'],
  [19, '傍晚'],
  [24, '晚上'],
];

const partOfDay = (hour: number): string => NAMES.find(([until]) => hour < until)?.[1] ?? '';

/** `22:00` as people say it: 晚上 22:00. */
export function hourText(value: string): string {
  return `${partOfDay(Number(value.slice(0, 2)))} ${value}`;
}

const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** The full hours of a day, to choose from. */
export const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: clock(hour),
  text: hourText(clock(hour)),
}));

/** What the quiet hours are, in one sentence. */
export function quietInWords({ from, to }: { from: string; to: string }): string {
  return from < to ? `每天 ${from} 到 ${to}` : `每天 ${from} 到第二天 ${to}`;
}

export const hourOf = (value: string): number => Number(value.slice(0, 2));
export const clockOf = clock;
