import type { Connection } from 'mongoose';
import { shanghaiDate } from '@shared/time/shanghai';

interface CounterDoc {
  _id: string;
  n: number;
}

/** `LX20261122-000123`: the date in Shanghai and a running number of that day. A refused submission leaves a hole. */
export async function nextCaseNumber(db: Connection, nowMs: number): Promise<string> {
  const day = shanghaiDate(nowMs).replaceAll('-', '');
  const counter = await db
    .collection<CounterDoc>('counters')
    .findOneAndUpdate({ _id: `case:${day}` }, { $inc: { n: 1 } }, { upsert: true, returnDocument: 'after' });
  return caseNumber(day, counter?.n ?? 1);
}

export function caseNumber(day: string, n: number): string {
  return `LX${day}-${String(n).padStart(6, '0')}`;
}
