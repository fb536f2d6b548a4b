import { DAY_MS } from '../time/shanghai';

interface PointRules {
  version: string;
  /** Counts for service from this instant on, UTC milliseconds. */
  from: number;
  /** Points of a full hour; parts of it in proportion, whole points. */
  perHour: number;
  /** For the first visit to a linked household in a month. */
  perVisit: number;
}

/** What service is worth, oldest first. A rule is never changed, only followed by another. */
export const POINT_RULES: readonly [PointRules, ...PointRules[]] = [
  { version: '2026-1', from: 0, perHour: 10, perVisit: 5 },
];

/** The rules that were in force at an instant. */
export const rulesAt = (atMs: number): PointRules => {
  const until = POINT_RULES.filter(({ from }) => from <= atMs);
  // Not at(-1), which iOS before 15.4 does not know.
  return until[until.length - 1] ?? POINT_RULES[0];
};

export const POINTS_EXPLAINED = [
  `服务 1 小时记 ${POINT_RULES[0].perHour} 分，不足 1 小时按比例。`,
  `联户党员每户每月第一次走访记 ${POINT_RULES[0].perVisit} 分。`,
  '时长由组织者确认，不确认的活动结束 3 天后自动确认；更正另记一笔，原来的记录不改。',
];

/** Points of service. @param minutes of it @param atMs when it began, UTC milliseconds */
export const servicePoints = (minutes: number, atMs: number): number =>
  Math.floor((minutes * rulesAt(atMs).perHour) / 60);
export const visitPoints = (atMs: number): number => rulesAt(atMs).perVisit;

interface Honour {
  code: string;
  name: string;
  /** Minutes of confirmed service it takes. */
  minutes: number;
}

const HOUR = 60;
/** By hours served; the stars are those of the national volunteer service regulations. */
export const HONOURS: readonly Honour[] = [
  { code: 'first', name: '热心邻居', minutes: 1 },
  { code: 'ten', name: '十小时志愿者', minutes: 10 * HOUR },
  { code: 'fifty', name: '五十小时志愿者', minutes: 50 * HOUR },
  { code: 'star1', name: '一星志愿者', minutes: 100 * HOUR },
  { code: 'star2', name: '二星志愿者', minutes: 300 * HOUR },
  { code: 'star3', name: '三星志愿者', minutes: 600 * HOUR },
  { code: 'star4', name: '四星志愿者', minutes: 1000 * HOUR },
  { code: 'star5', name: '五星志愿者', minutes: 1500 * HOUR },
];

/** What these minutes have earned, and what comes next; `next` is null at the top. */
export function honoursOf(minutes: number): { earned: Honour[]; next: Honour | null } {
  const earned = HONOURS.filter((honour) => minutes >= honour.minutes);
  return { earned, next: HONOURS[earned.length] ?? null };
}

/** 3 小时 20 分 · 50 分. */
export function hoursText(minutes: number): string {
  const hours = Math.floor(minutes / HOUR);
  const rest = minutes % HOUR;
  if (hours === 0) return `${rest} 分钟`;
  return rest === 0 ? `${hours} 小时` : `${hours} 小时 ${rest} 分`;
}

/** First and last instant of a calendar year in Shanghai, as a half-open range in UTC milliseconds. */
export function yearRange(year: number): { from: number; to: number } {
  const start = (y: number) => Date.UTC(y, 0, 1) - 8 * (DAY_MS / 24);
  return { from: start(year), to: start(year + 1) };
}
