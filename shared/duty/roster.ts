import * as z from 'zod';
import { SHANGHAI_OFFSET_MS } from '../time/shanghai';

const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间应写作 08:30');

/** When a post is on duty in a week, Shanghai time; weekday 1 is Monday. */
export const shiftSchema = z
  .strictObject({ weekday: z.int().min(1).max(7), from: clockSchema, to: clockSchema })
  .refine(({ from, to }) => from < to, '结束时间应晚于开始时间');
export type Shift = z.infer<typeof shiftSchema>;

export const SHIFTS_AT_MOST = 21;

export const shiftsSchema = z
  .array(shiftSchema)
  .max(SHIFTS_AT_MOST, `一周最多 ${SHIFTS_AT_MOST} 班`)
  .refine(
    (shifts) => sorted(shifts).every((shift, i, all) => i === 0 || !overlap(all[i - 1]!, shift)),
    '同一天的两班不能重叠',
  );

const overlap = (a: Shift, b: Shift) => a.weekday === b.weekday && b.from < a.to;

/** By day and time. */
export function sorted(shifts: readonly Shift[]): Shift[] {
  const key = ({ weekday, from }: Shift) => `${weekday} ${from}`;
  return [...shifts].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function shanghaiNow(nowMs: number): { weekday: number; clock: string } {
  const there = new Date(nowMs + SHANGHAI_OFFSET_MS);
  return { weekday: there.getUTCDay() || 7, clock: there.toISOString().slice(11, 16) };
}

/** The shifts of today's weekday in Shanghai, in order. */
export const shiftsToday = (shifts: readonly Shift[], nowMs: number): Shift[] =>
  sorted(shifts).filter(({ weekday }) => weekday === shanghaiNow(nowMs).weekday);

/** Whether one of the shifts runs now; its end no longer counts. */
export function isOnShift(shifts: readonly Shift[], nowMs: number): boolean {
  const { clock } = shanghaiNow(nowMs);
  return shiftsToday(shifts, nowMs).some(({ from, to }) => from <= clock && clock < to);
}

/** 今天 08:30–12:00、13:30–17:30 值班; null without a roster, which says nothing. */
export function dutyInWords(shifts: readonly Shift[], nowMs: number): string | null {
  if (shifts.length === 0) return null;
  const today = shiftsToday(shifts, nowMs);
  return today.length === 0
    ? '今天不值班'
    : `今天 ${today.map(({ from, to }) => `${from}–${to}`).join('、')} 值班`;
}
