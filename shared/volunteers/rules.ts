import { DAY_MS, shanghaiDate } from '../time/shanghai';

/** Younger ones come along with their parents, who are the volunteers then. */
export const YOUNGEST = 14;
export const OF_AGE = 18;
const OLDEST = 120;

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** True for a date that there is: 2026-02-30 is none. */
export function isDate(date: string): boolean {
  const at = Date.parse(`${date}T00:00:00Z`);
  return DATE.test(date) && !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === date;
}

/** The date on which somebody born then is that many years old; the 1st of March for who was born on a 29th of February. */
export function birthdayAt(bornOn: string, years: number): string {
  const [year = 0, month = 0, day = 0] = bornOn.split('-').map(Number);
  return new Date(Date.UTC(year + years, month - 1, day)).toISOString().slice(0, 10);
}

/**
 * Who may volunteer by his age. Only the day he comes of age is worth keeping, and only while it lies ahead.
 * @param bornOn date of birth, `YYYY-MM-DD` @param nowMs UTC milliseconds
 */
export function ageRule(
  bornOn: string,
  nowMs: number,
): { problem: string } | { problem: null; adultOn: string | null } {
  const today = shanghaiDate(nowMs);
  if (!isDate(bornOn) || bornOn > today || birthdayAt(bornOn, OLDEST) <= today)
    return { problem: '出生日期不正确' };
  if (birthdayAt(bornOn, YOUNGEST) > today)
    return { problem: `未满 ${YOUNGEST} 周岁，请由家长注册，带着孩子一起参加` };
  const adultOn = birthdayAt(bornOn, OF_AGE);
  return { problem: null, adultOn: adultOn > today ? adultOn : null };
}

/** Under age on the day of an instant? @param adultOn `YYYY-MM-DD`, null for who is of age */
export const isMinor = (adultOn: string | null, atMs: number): boolean =>
  adultOn !== null && shanghaiDate(atMs) < adultOn;

/** The month of an instant in Shanghai, `YYYY-MM`. */
export const monthOf = (instantMs: number): string => shanghaiDate(instantMs).slice(0, 7);

const REMINDED_FROM_DAY = 20;
const REMINDED_FROM_HOUR = 9;

/** From the 20th, 9 o'clock, of a month on, who has households still to visit in it is reminded, once. */
export function isVisitReminderDue(nowMs: number): boolean {
  const day = Number(shanghaiDate(nowMs).slice(8));
  const hour = Math.floor(((nowMs + 8 * 3_600_000) % DAY_MS) / 3_600_000);
  return day > REMINDED_FROM_DAY || (day === REMINDED_FROM_DAY && hour >= REMINDED_FROM_HOUR);
}
