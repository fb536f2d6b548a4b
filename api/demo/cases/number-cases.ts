import { caseNumber } from '@api/features/cases';
import { shanghaiDate } from '@shared/time/shanghai';

/** Hands out numbers as the product does, a run per day in Shanghai; cases must come in order of time. */
export function createNumbering() {
  const counters = new Map<string, number>();
  return {
    next(atMs: number): string {
      const day = shanghaiDate(atMs).replaceAll('-', '');
      const n = (counters.get(day) ?? 0) + 1;
      counters.set(day, n);
      return caseNumber(day, n);
    },
    /** What the product's counters must hold, so that the next report gets the next number. */
    counters: () => [...counters].map(([day, n]) => ({ _id: `case:${day}`, n })),
  };
}
