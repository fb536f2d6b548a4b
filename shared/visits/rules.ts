import { DAY_MS, shanghaiDate, SHANGHAI_OFFSET_MS, startOfShanghaiDay } from '../time/shanghai';

export const VISIT_PURPOSE_NAMES = {
  patrol: '日常巡查',
  household: '入户走访',
  care: '看望特殊人群',
  safety: '安全检查',
  policy: '政策宣传',
  mediation: '矛盾调解',
} as const;
export type VisitPurpose = keyof typeof VISIT_PURPOSE_NAMES;
export const VISIT_PURPOSES = Object.keys(VISIT_PURPOSE_NAMES) as [VisitPurpose, ...VisitPurpose[]];

/** A liaison visits each of his grids at least so often a month. */
export const LIAISON_VISITS_A_MONTH = 1;
/** What somebody found on one visit. */
export const FINDINGS_AT_MOST = 10;
/** Whom a visit met, and where exactly, is kept for two years; afterwards only that it was. */
export const VISIT_KEPT_DAYS = 730;
/** A log is written down at most so long after. */
export const LATE_DAYS = 7;

export type Period = 'week' | 'month';

/** The week (from Monday) or month, in Shanghai, that holds a date. @returns UTC milliseconds, the end excluded */
export function periodOf(period: Period, date: string): { from: number; to: number } {
  const dayMs = startOfShanghaiDay(date);
  if (period === 'week') {
    const sinceMonday = (new Date(dayMs + SHANGHAI_OFFSET_MS).getUTCDay() + 6) % 7;
    const from = dayMs - sinceMonday * DAY_MS;
    return { from, to: from + 7 * DAY_MS };
  }
  const [year = 0, month = 1] = date.split('-').map(Number);
  const first = (m: number) => Date.UTC(year, m - 1, 1) - SHANGHAI_OFFSET_MS;
  return { from: first(month), to: first(month + 1) };
}

export interface Counted {
  at: number;
  purpose: VisitPurpose;
  people: number;
  findings: number;
  cases: number;
}

/** 周分析、月汇总: nothing but sums of what was written down. */
export function summarise(visits: readonly Counted[]) {
  const sum = (of: (visit: Counted) => number) => visits.reduce((total, visit) => total + of(visit), 0);
  const days = new Map<string, number>();
  for (const { at } of visits) days.set(shanghaiDate(at), (days.get(shanghaiDate(at)) ?? 0) + 1);
  return {
    visits: visits.length,
    people: sum(({ people }) => people),
    findings: sum(({ findings }) => findings),
    cases: sum(({ cases }) => cases),
    byPurpose: VISIT_PURPOSES.map((purpose) => ({
      purpose,
      count: visits.filter((visit) => visit.purpose === purpose).length,
    })).filter(({ count }) => count > 0),
    byDay: [...days].map(([date, count]) => ({ date, count })).sort((a, b) => (a.date < b.date ? -1 : 1)),
  };
}

/** Why a visit cannot have been at that time, in words; null when it can. */
export function whyNotThen(atMs: number, nowMs: number): string | null {
  if (atMs > nowMs + 60_000) return '走访时间还没到';
  return atMs < nowMs - LATE_DAYS * DAY_MS ? `只能补记 ${LATE_DAYS} 天以内的走访` : null;
}
