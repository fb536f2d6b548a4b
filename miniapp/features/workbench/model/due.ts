import { type CaseSummary } from '@shared/cases/schemas';
import { friendlyTime, remainingText } from '@shared/time/shanghai';
import { runningDeadline } from '@miniapp/widgets/case-facts';

export interface Due {
  /** What must have happened by then. */
  what: '受理' | '答复';
  /** `late`: past; `soon`: within 4 hours; `calm`: later. */
  tone: 'late' | 'soon' | 'calm';
  /** "答复还有 3 小时" · "受理已超时 2 天" */
  short: string;
  /** "今天 17:30 前" */
  by: string;
}

const SOON_MS = 4 * 3600_000;

/**
 * The deadline that runs on a case now: to accept it, or to answer it. Null when none runs (answered, closed, on hold).
 * @param nowMs instant of reading, UTC milliseconds; words are in Asia/Shanghai
 */
export function dueOf(
  subject: Pick<CaseSummary, 'status' | 'deadlines' | 'flags'>,
  nowMs: number,
): Due | null {
  const at = runningDeadline(subject);
  if (at === null || subject.flags.hold) return null;
  const what = subject.status === 'submitted' ? '受理' : '答复';
  return {
    what,
    tone: at < nowMs ? 'late' : at - nowMs < SOON_MS ? 'soon' : 'calm',
    short: `${what}${remainingText(at, nowMs)}`,
    by: `${friendlyTime(at, nowMs)} 前`,
  };
}
