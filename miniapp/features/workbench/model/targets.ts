import { type DispatchTargets, targetKey } from '@shared/cases/dispatch';
import { DAY_MS, shanghaiDate, startOfShanghaiDay } from '@shared/time/shanghai';
import { type NamedTarget } from './action-draft';

/** One line of the list of those who may be given a case. */
export interface TargetLine extends NamedTarget {
  key: string;
  note: string;
}

/** Departments and people in the order of the API, only those whose name, duty, post or area holds the words. */
export function targetLines(
  { departments, people }: DispatchTargets,
  words: string,
): { departments: TargetLine[]; people: TargetLine[] } {
  const wanted = words.trim();
  const holds = (line: TargetLine) => [line.name, line.note].some((text) => text.includes(wanted));
  const line = (named: NamedTarget, note: string): TargetLine => ({
    ...named,
    note,
    key: targetKey(named.target),
  });
  return {
    departments: departments
      .map(({ department, name, duty }) => line({ target: { department }, name }, duty))
      .filter(holds),
    people: people
      .map(({ personId, name, functionName, areaName, openCases }) =>
        line({ target: { personId }, name }, `${functionName} · ${areaName} · 手上 ${openCases} 件`),
      )
      .filter(holds),
  };
}

/** The category's own department, where the caller may give cases to departments. */
export function suggestedTarget({ departments }: DispatchTargets): NamedTarget | undefined {
  const [first] = departments;
  return first && { target: { department: first.department }, name: first.name };
}

const CLOSE_OF_WORK_MS = 17.5 * 3600_000;

/** Deadlines to choose from: the close of work (17:30, Asia/Shanghai) in so many days; `''` keeps the promise. */
export function deadlineChoices(nowMs: number): { value: string; text: string }[] {
  const days = [
    [1, '明天下班前'],
    [3, '3 天内'],
    [7, '7 天内'],
  ] as const;
  return [
    { value: '', text: '按原来的承诺' },
    ...days.map(([count, text]) => ({ value: closeOfWork(nowMs, count), text })),
  ];
}

const closeOfWork = (fromMs: number, days: number): string =>
  new Date(startOfShanghaiDay(shanghaiDate(fromMs)) + days * DAY_MS + CLOSE_OF_WORK_MS).toISOString();

/** Closes of work after an instant, each with its date: for holds, put-off promises and supervision. */
export function untilChoices(fromMs: number): { value: string; text: string }[] {
  return [1, 3, 7, 15, 30].map((days) => {
    const value = closeOfWork(fromMs, days);
    return { value, text: `${days} 天（${shanghaiDate(Date.parse(value)).slice(5).replace('-', '月')}日）` };
  });
}
