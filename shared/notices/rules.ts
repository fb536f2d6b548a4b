import { DAY_MS } from '../time/shanghai';
import type { NoticeState } from './schemas';

const LONGEST_MS = 366 * DAY_MS;

interface Term {
  publishAt: number;
  validUntil: number;
}

/** Where a notice stands; a withdrawal outweighs every date. All in UTC milliseconds. */
export function noticeState(
  { publishAt, validUntil }: Term,
  withdrawnAt: number | null,
  nowMs: number,
): NoticeState {
  if (withdrawnAt !== null) return 'withdrawn';
  if (nowMs >= validUntil) return 'ended';
  return nowMs < publishAt ? 'scheduled' : 'current';
}

/** What is wrong with the dates of a notice that is written now, at its field; null when nothing is. */
export function termProblem(
  { publishAt, validUntil }: Term,
  nowMs: number,
): { path: 'publishAt' | 'validUntil'; message: string } | null {
  if (publishAt > nowMs + LONGEST_MS) return { path: 'publishAt', message: '发布时间最多安排到一年以后' };
  if (validUntil <= nowMs) return { path: 'validUntil', message: '截止时间已经过去了' };
  if (validUntil <= publishAt) return { path: 'validUntil', message: '截止时间要晚于发布时间' };
  if (validUntil > publishAt + LONGEST_MS) return { path: 'validUntil', message: '公告最长有效一年' };
  return null;
}

interface Place {
  pinned: boolean;
  publishAt: number;
  id: string;
}

/** Pinned first, then the newest; ids settle what is left, so that the order is one and the same for everybody. */
export function compareNotices(a: Place, b: Place): number {
  if (a.pinned !== b.pinned) return a.pinned ? -1 : 1;
  if (a.publishAt !== b.publishAt) return b.publishAt - a.publishAt;
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}
