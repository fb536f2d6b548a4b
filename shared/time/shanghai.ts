/**
 * Calendar arithmetic in Asia/Shanghai, which has been UTC+8 without summer time since 1991.
 * All instants are UTC milliseconds; all dates are `YYYY-MM-DD` as a person in China reads them.
 */
export const SHANGHAI_OFFSET_MS = 8 * 3600_000;
export const DAY_MS = 24 * 3600_000;

/** The date in Shanghai of an instant. */
export function shanghaiDate(instantMs: number): string {
  return new Date(instantMs + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** The instant at which a date begins in Shanghai. */
export function startOfShanghaiDay(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) - SHANGHAI_OFFSET_MS;
}

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

function clockText(instantMs: number): string {
  return new Date(instantMs + SHANGHAI_OFFSET_MS).toISOString().slice(11, 16);
}

/**
 * A time as residents read it: 今天 15:20 · 昨天 09:05 · 明天 10:00 · 11月20日 18:00 (with the year when it is another).
 * @param instantMs what to tell @param nowMs when it is read
 */
export function friendlyTime(instantMs: number, nowMs: number): string {
  const date = shanghaiDate(instantMs);
  const days = (startOfShanghaiDay(date) - startOfShanghaiDay(shanghaiDate(nowMs))) / DAY_MS;
  const clock = clockText(instantMs);
  if (days === 0) return `今天 ${clock}`;
  if (days === -1) return `昨天 ${clock}`;
  if (days === 1) return `明天 ${clock}`;
  return calendarTime(instantMs, nowMs);
}

/** A time in what is read on another day than it was written: 11月20日 18:00, with the year when it is another. */
export function calendarTime(instantMs: number, nowMs: number): string {
  const date = shanghaiDate(instantMs);
  const [year, month, day] = date.split('-').map(Number);
  const sameYear = date.slice(0, 4) === shanghaiDate(nowMs).slice(0, 4);
  return `${sameYear ? '' : `${year}年`}${month}月${day}日 ${clockText(instantMs)}`;
}

/** 周一 … 周日 of an instant, in Shanghai. */
export function weekdayName(instantMs: number): string {
  return WEEKDAYS[new Date(instantMs + SHANGHAI_OFFSET_MS).getUTCDay()] as string;
}

/** How much time is left or past, in words a person says: 还有 3 小时 · 还有 2 天 · 已超时 40 分钟. */
export function remainingText(deadlineMs: number, nowMs: number): string {
  const late = deadlineMs < nowMs;
  const minutes = Math.floor(Math.abs(deadlineMs - nowMs) / 60_000);
  const amount =
    minutes < 60
      ? `${Math.max(1, minutes)} 分钟`
      : minutes < 48 * 60
        ? `${Math.floor(minutes / 60)} 小时`
        : `${Math.floor(minutes / 1440)} 天`;
  return late ? `已超时 ${amount}` : `还有 ${amount}`;
}
