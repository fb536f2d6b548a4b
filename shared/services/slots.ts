import { DAY_MS, SHANGHAI_OFFSET_MS, shanghaiDate, startOfShanghaiDay } from '../time/shanghai';
import type { WorkCalendar } from '../time/working-hours';
import type { OpenSpan, ServiceItem } from './catalogue';

const MINUTE = 60_000;
/** A seat is kept for so long while the form is filled in. */
export const HOLD_MS = 10 * MINUTE;
/** Who waited is given longer: he is not looking at the screen. */
export const OFFER_MS = 60 * MINUTE;
/** An appointment may be cancelled or moved until so long before it. */
export const CANCEL_UNTIL_MS = 2 * 60 * MINUTE;
/** Slots are open so many days ahead. */
export const BOOK_AHEAD_DAYS = 14;
/** Of one service, one person has at most so many appointments to come. */
export const OPEN_APPOINTMENTS_AT_MOST = 3;
export const WAITS_AT_MOST = 5;
/** Somebody is reminded so long before: in time to give it to others, and in time to leave the house. */
export const REMIND_BEFORE_MS = [DAY_MS, 60 * MINUTE] as const;

export interface Slot {
  /** `<site's area code>-<YYYYMMDDHHmm, Shanghai>` */
  id: string;
  /** UTC milliseconds. */
  startMs: number;
  endMs: number;
}

export const SLOT_ID = /^(\d{4,15})-(\d{8})(\d{4})$/;

/** The name of the slot of a site that begins at an instant. */
export function slotIdOf(siteCode: string, startMs: number): string {
  const local = new Date(startMs + SHANGHAI_OFFSET_MS).toISOString();
  return `${siteCode}-${local.slice(0, 16).replace(/\D/g, '')}`;
}

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
/** 1–7 for Monday to Sunday. */
const weekdayOf = (dayMs: number) => ((new Date(dayMs + SHANGHAI_OFFSET_MS).getUTCDay() + 6) % 7) + 1;

/** On a public holiday what is open on working days is closed; what is open at weekends keeps its hours. */
export function opensOn(span: OpenSpan, dayMs: number, calendar: WorkCalendar): boolean {
  const weekday = weekdayOf(dayMs);
  return span.days.includes(weekday) && (weekday > 5 || calendar.isWorkingDay(shanghaiDate(dayMs)));
}

/** All slots of one site on one date, in order; none where nothing can be booked. */
export function slotsOn(
  item: Pick<ServiceItem, 'hours' | 'appointment'>,
  siteCode: string,
  date: string,
  calendar: WorkCalendar,
): Slot[] {
  if (!item.appointment) return [];
  const length = item.appointment.slotMinutes;
  const dayMs = startOfShanghaiDay(date);
  const starts = item.hours.open
    .filter((span) => opensOn(span, dayMs, calendar))
    .flatMap(({ from, to }) => {
      const [first, end] = [minutesOf(from), minutesOf(to)];
      return Array.from(
        { length: Math.max(0, Math.floor((end - first) / length)) },
        (_, n) => dayMs + (first + n * length) * MINUTE,
      );
    });
  return [...new Set(starts)]
    .sort((a, b) => a - b)
    .map((startMs) => ({ id: slotIdOf(siteCode, startMs), startMs, endMs: startMs + length * MINUTE }));
}

/** The slot of that name, when the service has one; null for a made-up name. */
export function findSlot(
  item: Pick<ServiceItem, 'hours' | 'appointment'>,
  slotId: string,
  calendar: WorkCalendar,
): (Slot & { siteCode: string }) | null {
  const match = SLOT_ID.exec(slotId);
  if (!match) return null;
  const [, siteCode = '', day = ''] = match;
  const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
  if (!Number.isFinite(Date.parse(`${date}T00:00:00Z`))) return null;
  const slot = slotsOn(item, siteCode, date, calendar).find(({ id }) => id === slotId);
  return slot ? { ...slot, siteCode } : null;
}

/** Why a slot cannot be taken by its time, in words; null when it can. */
export function whyNotBook(startMs: number, nowMs: number): string | null {
  if (startMs <= nowMs) return '这个时段已经过了，请选后面的时段';
  const lastDay = startOfShanghaiDay(shanghaiDate(nowMs)) + (BOOK_AHEAD_DAYS + 1) * DAY_MS;
  return startMs >= lastDay ? `最多提前 ${BOOK_AHEAD_DAYS} 天预约` : null;
}

/** May an appointment still be cancelled or moved? */
export const mayCancel = (startMs: number, nowMs: number): boolean => nowMs <= startMs - CANCEL_UNTIL_MS;

/** When somebody is to be reminded next; null when there is nothing left to remind of. @param afterMs the last time looked at */
export function nextReminder(startMs: number, afterMs: number): number | null {
  return REMIND_BEFORE_MS.map((before) => startMs - before).find((at) => at > afterMs) ?? null;
}
