import type { Connection } from 'mongoose';
import { shanghaiDate } from '@shared/time/shanghai';
import { perConnection, together } from '@api/store/together';

interface CounterDoc {
  _id: string;
  n: number;
}

/** Takes as many numbers of a day as are asked for at once, by one increment. */
async function takeNumbers(db: Connection, days: readonly string[]): Promise<string[]> {
  const last = new Map<string, number>();
  for (const day of new Set(days)) {
    const wanted = days.filter((other) => other === day).length;
    const counter = await db
      .collection<CounterDoc>('counters')
      .findOneAndUpdate(
        { _id: `case:${day}` },
        { $inc: { n: wanted } },
        { upsert: true, returnDocument: 'after' },
      );
    last.set(day, (counter?.n ?? wanted) - wanted);
  }
  return days.map((day) => {
    const n = (last.get(day) ?? 0) + 1;
    last.set(day, n);
    return caseNumber(day, n);
  });
}

const numbersOf = perConnection((db) => together((days: readonly string[]) => takeNumbers(db, days)));

/** `LX20261122-000123`: the date in Shanghai and a running number of that day. A refused submission leaves a hole. */
export function nextCaseNumber(db: Connection, nowMs: number): Promise<string> {
  return numbersOf(db)(shanghaiDate(nowMs).replaceAll('-', ''));
}

export function caseNumber(day: string, n: number): string {
  return `LX${day}-${String(n).padStart(6, '0')}`;
}
