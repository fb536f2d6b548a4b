import { SHANGHAI_OFFSET_MS } from './shanghai';

/** A day and hour as a person writes them: 2026-11-30 08:00, also with other separators; null for no such time. */
export function readTime(text: string): string | null {
  const match = /^\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\s+(\d{1,2})[:：](\d{2})\s*$/.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  const utc = new Date(Date.UTC(year, month - 1, day, hour, minute));
  const same =
    utc.getUTCMonth() === month - 1 &&
    utc.getUTCDate() === day &&
    utc.getUTCHours() === hour &&
    utc.getUTCMinutes() === minute;
  return same ? new Date(utc.getTime() - SHANGHAI_OFFSET_MS).toISOString() : null;
}

/** As `readTime` reads it. */
export function writeTime(iso: string): string {
  return new Date(Date.parse(iso) + SHANGHAI_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');
}
