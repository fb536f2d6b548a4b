import { getSolarDateFromLunar, getSolarTermDate } from 'chinese-days';
import { DAY_MS } from '@shared/time/shanghai';

function daysFrom(date: string, count: number): string[] {
  const first = Date.parse(`${date}T00:00:00Z`);
  return Array.from({ length: count }, (_, i) => new Date(first + i * DAY_MS).toISOString().slice(0, 10));
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
}

/**
 * The 13 public holidays that the law itself fixes for everyone (全国年节及纪念日放假办法, as amended from 2025):
 * New Year 1, Spring Festival 4 (eve to the third day), Qingming 1, Labour Day 2, Dragon Boat 1, Mid-Autumn 1,
 * National Day 3. Which weekends are moved around them is announced each November and cannot be computed.
 * @param year of the Gregorian calendar, 1900–2100 (the range of the lunar tables)
 * @returns YYYY-MM-DD in Shanghai
 */
export function statutoryHolidays(year: number): string[] {
  return [
    `${year}-01-01`,
    ...daysFrom(dayBefore(getSolarDateFromLunar(`${year}-01-01`).date), 4),
    getSolarTermDate(year, 4, 'pure_brightness'),
    ...daysFrom(`${year}-05-01`, 2),
    getSolarDateFromLunar(`${year}-05-05`).date,
    getSolarDateFromLunar(`${year}-08-15`).date,
    ...daysFrom(`${year}-10-01`, 3),
  ];
}
