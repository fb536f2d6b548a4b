import type { CaseStatus } from '@shared/cases/statuses';
import type { Step } from './plan-life';

/** How far an act brings a case; supplements and notes come along with what stands before them. */
function statusAfter({ action, pass, sendBack }: Step): CaseStatus | null {
  switch (action) {
    case 'accept':
      return 'accepted';
    case 'decline':
      return 'declined';
    case 'dispatch':
      return 'dispatched';
    case 'takeUp':
      return 'handling';
    case 'reply':
      return 'replied';
    case 'verify':
      return pass ? 'verified' : 'handling';
    case 'rate':
      return sendBack ? 'handling' : 'closed';
    case 'autoClose':
      return 'closed';
    case 'withdraw':
      return 'withdrawn';
    default:
      return null;
  }
}

/** Whoever looks shall not find that everything happened this very minute. */
const NEWEST_MS = 3 * 60_000;

/**
 * A life up to now. With `stopAt` it ends when that state is first reached (with the notes and supplements in it);
 * steps that would lie ahead are then moved closer together, so that the state is reached before now.
 */
export function cutLife(steps: readonly Step[], startMs: number, nowMs: number, stopAt?: CaseStatus): Step[] {
  if (stopAt === undefined) return steps.filter((step) => step.atMs < nowMs);
  const kept: Step[] = [];
  let status: CaseStatus = 'submitted';
  for (const step of steps) {
    const next = statusAfter(step);
    if (next !== null && status === stopAt) break;
    kept.push(step);
    status = next ?? status;
  }
  const last = kept.at(-1)?.atMs ?? startMs;
  const latest = nowMs - NEWEST_MS;
  if (last <= latest) return kept;
  const shrink = (latest - startMs) / (last - startMs);
  return kept.map((step) => ({ ...step, atMs: Math.round(startMs + (step.atMs - startMs) * shrink) }));
}
