import * as z from 'zod';
import { shanghaiDate } from '../time/shanghai';

/** A day in Shanghai, 2026-11-23, that there is. */
export const daySchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, '日期应写作 2026-11-23')
  .refine((day) => {
    const at = Date.parse(`${day}T00:00:00Z`);
    return Number.isFinite(at) && new Date(at).toISOString().startsWith(day);
  }, '没有这一天');

/** From and to which day somebody serves, both included; absent or null is open. */
export interface Term {
  from?: string | null;
  until?: string | null;
}

/** Before, in, or after a term at an instant. */
export function termState({ from, until }: Term, nowMs: number): 'coming' | 'now' | 'over' {
  const today = shanghaiDate(nowMs);
  if (from && today < from) return 'coming';
  return until && today > until ? 'over' : 'now';
}

export const isInTerm = (term: Term, nowMs: number): boolean => termState(term, nowMs) === 'now';

/** 2026-01-01 起 · 到 2026-12-31; empty for a term without ends. */
export function termInWords({ from, until }: Term): string {
  return [from ? `${from} 起` : '', until ? `到 ${until}` : ''].filter(Boolean).join('，');
}

/** The shortest term that covers several; open wherever one of them is. */
export function spanOf(terms: readonly Term[]): { from?: string; until?: string } {
  const from = terms.every((term) => term.from) ? terms.map((term) => term.from ?? '').sort()[0] : undefined;
  const untils = terms.every((term) => term.until) ? terms.map((term) => term.until ?? '').sort() : [];
  const until = untils[untils.length - 1];
  return { ...(from && { from }), ...(until && { until }) };
}
