import { type MeetingView, type NewMeeting } from '@shared/meetings/schemas';
import { calendarTime, friendlyTime, shanghaiDate, weekdayName } from '@shared/time/shanghai';
import { readTime, writeTime } from '@shared/time/typed-time';
import { type StatusTone } from '@miniapp/ui';

/** What is typed of a meeting. */
export interface MeetingDraft {
  start: string;
  end: string;
  placeText: string;
  seats: string;
  agenda: string;
}
export const NEW_MEETING: MeetingDraft = { start: '', end: '', placeText: '', seats: '30', agenda: '' };

export const draftOf = ({ start, end, placeText, seats, agenda }: MeetingView): MeetingDraft => ({
  start: writeTime(start),
  end: writeTime(end),
  placeText,
  seats: String(seats),
  agenda,
});

export type Wrong = Partial<Record<string, string>>;
const FORM = '请写成这样：2026-12-05 19:00';

/** The end may be said by its hour alone: 20:30 is of the day of the start. */
function endOf({ start, end }: MeetingDraft): string | null {
  const hour = /^\s*(\d{1,2})[:：](\d{2})\s*$/.exec(end);
  return readTime(hour ? `${start.trim().split(/\s+/)[0] ?? ''} ${end}` : end);
}

/** What is to be sent, or what is wrong, at its field. */
export function readMeeting(
  draft: MeetingDraft,
): { meeting: NewMeeting; wrong: null } | { meeting: null; wrong: Wrong } {
  const [start, end] = [readTime(draft.start), endOf(draft)];
  const seats = Number(draft.seats);
  const wrong: Wrong = {
    ...(start === null && { start: FORM }),
    ...(end === null && { end: '请写几点结束，如 20:30' }),
    ...((!Number.isInteger(seats) || seats < 1) && { seats: '请写座位数' }),
    ...(draft.placeText.trim().length < 2 && { placeText: '请写在哪里开' }),
    ...(draft.agenda.trim().length < 4 && { agenda: '请写要谈什么' }),
  };
  if (start === null || end === null || Object.keys(wrong).length > 0) return { meeting: null, wrong };
  const { placeText, agenda } = draft;
  return { meeting: { start, end, placeText, seats, agenda }, wrong: null };
}

const clock = (iso: string) => calendarTime(Date.parse(iso), Date.parse(iso)).split(' ')[1] ?? '';

/** 明天（周一）19:00–20:30 */
export function spanText({ start, end }: Pick<MeetingView, 'start' | 'end'>, nowMs: number): string {
  const [from, to] = [Date.parse(start), Date.parse(end)];
  const [day = '', begin = ''] = friendlyTime(from, nowMs).split(' ');
  const sameDay = shanghaiDate(from) === shanghaiDate(to);
  return `${day}（${weekdayName(from)}）${begin}–${sameDay ? clock(end) : friendlyTime(to, nowMs)}`;
}

/** How many come, and how much room there is. */
export function roomText({ state, seats, signedUp, waiting, attended }: MeetingView): string {
  if (state === 'on' || state === 'ended') return `${signedUp} 人报名，${attended} 人签到`;
  if (waiting > 0) return `${seats} 个座位满了，${waiting} 人排队`;
  return `${signedUp} 人报名，还有 ${seats - signedUp} 个座位`;
}

/** My place in words; null for who has none. */
export function mineText({ mine, seats, state }: MeetingView): string | null {
  if (!mine || state === 'cancelled') return null;
  if (mine.attended) return '您已签到';
  if (state === 'ended') return null;
  return mine.seat
    ? '您有座位了'
    : `您在排队，前面还有 ${mine.before - seats} 人；有人取消会轮到您，也可以直接到场`;
}

export const TONES: Record<MeetingView['state'], StatusTone> = {
  open: 'waiting',
  on: 'working',
  ended: 'done',
  cancelled: 'declined',
};
