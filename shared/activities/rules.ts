import { DAY_MS, shanghaiDate, startOfShanghaiDay } from '../time/shanghai';
import { isMinor } from '../volunteers/rules';
import { type Skill, SKILL_NAMES } from '../volunteers/skills';
import type { Eligibility, NewShift, Repeat } from './schemas';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** To say yes to a place that came free. */
export const OFFER_MS = 2 * HOUR;
/** Later than this before the start, a cancellation leaves a gap that nobody can fill. */
export const LATE_CANCEL_MS = 2 * HOUR;
export const CHECK_IN_EARLY_MS = 30 * MINUTE;
export const CHECK_OUT_LATE_MS = 2 * HOUR;
/** Hours nobody objects to count as confirmed. */
export const AUTO_CONFIRM_MS = 3 * DAY_MS;
export const CHECK_IN_RADIUS_M = 200;
/** Sign-ups of one person for one shift, cancelled ones included. */
export const TRIES_PER_SHIFT = 5;

const FURTHEST_MS = 366 * DAY_MS;
const LONGEST_SHIFT_MS = 12 * HOUR;
const SHORTEST_SHIFT_MS = 15 * MINUTE;

interface Term {
  start: number;
  end: number;
}

/** What is wrong with the times of a shift that is planned now; null when nothing is. UTC milliseconds. */
export function shiftProblem({ start, end }: Term, nowMs: number): string | null {
  if (start <= nowMs) return '开始时间已经过去了';
  if (start > nowMs + FURTHEST_MS) return '最多安排到一年以后';
  if (end <= start) return '结束时间要晚于开始时间';
  if (end - start < SHORTEST_SHIFT_MS) return '一个班次至少 15 分钟';
  return end - start > LONGEST_SHIFT_MS ? '一个班次最长 12 小时' : null;
}

/** By how many milliseconds the n-th of a series comes after the first; months keep the day, or take their last. */
export function seriesOffset({ every }: Repeat, n: number, firstStartMs: number): number {
  if (every !== 'month') return n * (every === 'week' ? 7 : 14) * DAY_MS;
  const date = shanghaiDate(firstStartMs);
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + n, 0)).getUTCDate();
  const moved = new Date(Date.UTC(year, month - 1 + n, Math.min(day, last))).toISOString().slice(0, 10);
  return startOfShanghaiDay(moved) - startOfShanghaiDay(date);
}

/** Every start and end of a series, in its order. */
export function seriesShifts(shifts: readonly NewShift[], repeat: Repeat | undefined): NewShift[][] {
  const first = Math.min(...shifts.map(({ start }) => Date.parse(start)));
  return Array.from({ length: repeat?.times ?? 1 }, (_, n) => {
    const offset = repeat && n > 0 ? seriesOffset(repeat, n, first) : 0;
    const moved = (time: string) => new Date(Date.parse(time) + offset).toISOString();
    return shifts.map((shift) => ({ ...shift, start: moved(shift.start), end: moved(shift.end) }));
  });
}

interface Waiting {
  id: string;
  state: 'new' | 'waiting';
}
export type Placing =
  { id: string; to: 'confirmed' | 'offered'; seat: number } | { id: string; to: 'waiting'; seat: null };

/**
 * What is to become of who stands in the queue. Seats are numbered and each belongs to one sign-up at most, so nothing
 * can be given twice. Who asks while there is room has it; who has waited is asked whether he still wants it.
 * @param queue in order of arrival @param held numbers of the seats that are taken
 */
export function placeQueue(queue: readonly Waiting[], held: readonly number[], capacity: number): Placing[] {
  const taken = new Set(held);
  // Seats above a capacity that was lowered are kept by who has them, and count.
  let room = capacity - taken.size;
  let seat = 0;
  return queue.flatMap(({ id, state }): Placing[] => {
    if (room <= 0) return state === 'new' ? [{ id, to: 'waiting', seat: null }] : [];
    do seat += 1;
    while (taken.has(seat));
    room -= 1;
    return [{ id, to: state === 'new' ? 'confirmed' : 'offered', seat }];
  });
}

/** Until when a place that came free is kept: two hours, never beyond the start. */
export const offerUntil = (nowMs: number, startMs: number): number => Math.min(nowMs + OFFER_MS, startMs);

interface Asker {
  verified: boolean;
  party: boolean;
  adultOn: string | null;
  skills: readonly Skill[];
  /** Codes from the city down to his grid. */
  areaPath: readonly string[];
  pausedUntil: number | null;
}

/** Why somebody may not sign up for a shift; null when he may. */
export function signUpProblem(
  asker: Asker | null,
  wanted: { eligibility: Eligibility; areaCode: string; start: number; skills: readonly Skill[] },
  nowMs: number,
): string | null {
  if (nowMs >= wanted.start) return '这个班次已经开始了';
  if (!asker) return '请先注册志愿者';
  if (!asker.verified) return '注册还没有通过社区审核';
  if (asker.pausedUntil !== null && asker.pausedUntil > nowMs) return '多次爽约，暂时不能报名';
  const { party, adults, locals } = wanted.eligibility;
  if (party && !asker.party) return '只限党员报名';
  if (adults && isMinor(asker.adultOn, wanted.start)) return '只限 18 周岁以上';
  if (locals && !asker.areaPath.includes(wanted.areaCode)) return '只限本区域的志愿者';
  if (wanted.skills.length > 0 && !wanted.skills.some((skill) => asker.skills.includes(skill)))
    return `需要会${wanted.skills.map((skill) => SKILL_NAMES[skill]).join('或')}`;
  return null;
}

export const NO_SHOW_RULE =
  '报了名去不了，请在开始前 2 小时取消。没取消又没到，或临近开始才取消，记一次爽约；90 天内满 3 次，30 天内不能报名。活动改了时间地点后取消不算；记错了请找组织者更正。';
const NO_SHOWS = 3;
const NO_SHOWS_WITHIN_MS = 90 * DAY_MS;
const PAUSE_MS = 30 * DAY_MS;
export const NO_SHOWS_READ = NO_SHOWS;

/** Until when somebody may not sign up; null when he may. @param noShows the last three instants, latest first */
export function pausedUntil(noShows: readonly number[], nowMs: number): number | null {
  const [last, , third] = noShows;
  if (last === undefined || third === undefined || last - third > NO_SHOWS_WITHIN_MS) return null;
  return last + PAUSE_MS > nowMs ? last + PAUSE_MS : null;
}

/** Does cancelling now count as not showing up? @param changedAt when time or place were last changed */
export function cancelCounts(
  { start, signedUpAt, changedAt }: { start: number; signedUpAt: number; changedAt: number | null },
  nowMs: number,
): boolean {
  if (changedAt !== null && changedAt > signedUpAt) return false;
  // Who signed up at the last moment may change his mind at once.
  return nowMs > start - LATE_CANCEL_MS && nowMs > signedUpAt + 10 * MINUTE;
}

export const CODE_MS = 30_000;
/** A code counts so long after it has gone from the screen: for phones without a network, or slow fingers. */
const CODE_GRACE = 4;
/** The number of the half minute in which an instant lies. */
export const codeWindow = (instantMs: number): number => Math.floor(instantMs / CODE_MS);

/**
 * The half minutes whose code is taken now, most likely first. The code itself proves when it was seen; the time the
 * phone claims only says where to look first.
 */
export function acceptedWindows(nowMs: number, capturedMs: number | null): number[] {
  const now = codeWindow(nowMs);
  const all = Array.from({ length: CODE_GRACE + 1 }, (_, back) => now - back);
  const claimed = capturedMs === null ? now : codeWindow(capturedMs);
  return all.sort((a, b) => Math.abs(a - claimed) - Math.abs(b - claimed));
}

export const mayCheckIn = ({ start, end }: Term, nowMs: number): boolean =>
  nowMs >= start - CHECK_IN_EARLY_MS && nowMs <= end;
export const mayCheckOut = ({ end }: Term, nowMs: number): boolean => nowMs <= end + CHECK_OUT_LATE_MS;

const ROUNDED_TO = 10;
/** Minutes of service: the time spent within the shift, in whole tens, rounded down. */
export function servedMinutes({ start, end }: Term, inMs: number, outMs: number): number {
  const minutes = (Math.min(outMs, end) - Math.max(inMs, start)) / MINUTE;
  return Math.max(0, Math.floor(minutes / ROUNDED_TO) * ROUNDED_TO);
}

/** What the clock does to a shift, in this order. */
export const SHIFT_STEPS = ['day', 'hour', 'start', 'end', 'confirm'] as const;
export type ShiftStep = (typeof SHIFT_STEPS)[number];

/** When the clock takes a step. */
export function stepDue(step: ShiftStep, { start, end }: Term): number {
  switch (step) {
    case 'day':
      return start - DAY_MS;
    case 'hour':
      return start - HOUR;
    case 'start':
      return start;
    case 'end':
      return end + CHECK_OUT_LATE_MS;
    case 'confirm':
      return end + AUTO_CONFIRM_MS;
  }
}

/** A reminder that comes late is worse than none. */
export const isReminderUseful = (step: 'day' | 'hour', { start }: Term, nowMs: number): boolean =>
  step === 'day' ? nowMs < start - 12 * HOUR : nowMs < start;
