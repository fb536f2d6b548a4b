import { type CaseSummary, type CaseView } from '@shared/cases/schemas';
import { type CaseStatus, isOpen, stepOf } from '@shared/cases/statuses';
import { friendlyTime, remainingText } from '@shared/time/shanghai';
import { type StatusTone } from '@miniapp/ui';

const TONES: Record<CaseStatus, StatusTone> = {
  submitted: 'waiting',
  accepted: 'working',
  dispatched: 'working',
  handling: 'working',
  replied: 'working',
  verified: 'waiting',
  closed: 'done',
  declined: 'declined',
  withdrawn: 'declined',
  merged: 'declined',
};

type Facts = Pick<CaseSummary, 'status' | 'flags' | 'deadlines'>;

/** The colour and icon of a case's state; being late is louder than any open state. */
export function toneOf({
  status,
  flags,
}: Pick<CaseSummary, 'status'> & { flags: Pick<CaseSummary['flags'], 'overdue'> }): StatusTone {
  return flags.overdue && isOpen(status) ? 'overdue' : TONES[status];
}

/** A resident's way of seeing the steps: which one is under way, and whether the case ended before its last step. */
export function stepsOf(status: CaseStatus): { current: number; stopped: boolean } {
  const stopped = status === 'declined' || status === 'withdrawn' || status === 'merged';
  if (stopped) return { current: 1, stopped };
  // 处置 is entered, not done, while somebody handles it.
  return { current: status === 'handling' ? 3 : stepOf(status), stopped };
}

/** The deadline that runs now: until acceptance the one to respond, until the reply the one to resolve, then none. */
export function runningDeadline({ status, deadlines }: Facts): number | null {
  if (status === 'submitted') return Date.parse(deadlines.respondBy);
  if (status === 'accepted' || status === 'dispatched' || status === 'handling')
    return Date.parse(deadlines.resolveBy);
  return null;
}

/** "承诺 11月24日 18:00 前答复 · 还有 2 天"; null when no promise runs. */
export function promiseOf(facts: Facts, now: number): { text: string; left: string; late: boolean } | null {
  const deadline = runningDeadline(facts);
  if (deadline === null) return null;
  const verb = facts.status === 'submitted' ? '受理' : '答复';
  return {
    text: `承诺 ${friendlyTime(deadline, now)} 前${verb}`,
    left: facts.flags.hold ? '暂停计时' : remainingText(deadline, now),
    late: deadline < now && !facts.flags.hold,
  };
}

/** "李家桥社区 第三网格" of a case or grid path: the two lowest names. */
export function placeName(path: { level: string; name: string }[]): string {
  return path
    .filter(({ level }) => level === 'community' || level === 'grid')
    .map(({ name }) => name)
    .join(' ');
}

/** Why this one has it, and in special times why less time was promised; staff also read which rule decided. */
export function whyHim({ routing }: Pick<CaseView, 'routing'>): string {
  const { reason, rule, modeTold } = routing;
  return [reason, rule && `规则「${rule.name}」第 ${rule.version} 版`, modeTold].filter(Boolean).join('；');
}
