import { CHECK_IN_EARLY_MS } from '../activities/rules';
import { DAY_MS } from '../time/shanghai';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Meetings of one topic, cancelled ones included: they all stand on the topic's page. */
export const MEETINGS_AT_MOST = 12;
export const SEATS_AT_MOST = 500;
/** Who should come must be able to hear of it. */
export const NOTICE_MS = 2 * HOUR;
const FURTHEST_MS = 366 * DAY_MS;
const SHORTEST_MS = 15 * MINUTE;
const LONGEST_MS = 8 * HOUR;

interface Term {
  start: number;
  end: number;
}

/** What is wrong with the times of a meeting, at its field; null when nothing is. UTC milliseconds. */
export function termProblem(
  { start, end }: Term,
  nowMs: number,
): { path: 'start' | 'end'; message: string } | null {
  if (start < nowMs + NOTICE_MS) return { path: 'start', message: '至少提前两个小时通知，请把时间定晚一些' };
  if (start > nowMs + FURTHEST_MS) return { path: 'start', message: '最多安排到一年以后' };
  if (end - start < SHORTEST_MS) return { path: 'end', message: '结束要比开始晚至少 15 分钟' };
  return end - start > LONGEST_MS ? { path: 'end', message: '一次会最长 8 个小时' } : null;
}

export const MEETING_STATES = ['open', 'on', 'ended', 'cancelled'] as const;
export type MeetingState = (typeof MEETING_STATES)[number];
export const MEETING_STATE_NAMES: Record<MeetingState, string> = {
  open: '可以报名',
  on: '正在开',
  ended: '已开完',
  cancelled: '已取消',
};

export function meetingState({ start, end }: Term, cancelled: boolean, nowMs: number): MeetingState {
  if (cancelled) return 'cancelled';
  if (nowMs < start) return 'open';
  return nowMs <= end ? 'on' : 'ended';
}

/** From half an hour before the start to the end. */
export const mayCheckIn = ({ start, end }: Term, nowMs: number): boolean =>
  nowMs >= start - CHECK_IN_EARLY_MS && nowMs <= end;

/**
 * A seat is no thing of its own: the first so many in the order of arrival have one. So there are never more than there
 * are, whoever comes or goes at the same time, and nobody has to be moved up.
 * @param before how many stand in front
 */
export const hasSeat = (before: number, seats: number): boolean => before < seats;

/** What somebody was last told of his place; null when he has just come and reads it in the answer. */
export type Told = boolean | null;

/** For each of a queue, in its order, what he is to be told that he does not know; null for nothing. */
export const placeNews = (queue: readonly Told[], seats: number): ('seat' | 'queue' | null)[] =>
  queue.map((told, before) => {
    const now = hasSeat(before, seats);
    if (told === null || told === now) return null;
    return now ? 'seat' : 'queue';
  });

export const REMINDERS = [
  { name: 'day', ms: DAY_MS, words: '明天这个时候' },
  { name: 'hour', ms: HOUR, words: '一小时后' },
] as const;
export type Reminder = (typeof REMINDERS)[number];

/** The reminder that is due now: the latest whose time has come, before the start; null for none. */
export function dueReminder(startMs: number, nowMs: number): Reminder | null {
  if (nowMs >= startMs) return null;
  return [...REMINDERS].reverse().find(({ ms }) => nowMs >= startMs - ms) ?? null;
}
