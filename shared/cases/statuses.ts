import * as z from 'zod';

export const CASE_KINDS = ['report', 'service', 'wish'] as const;
export const caseKindSchema = z.enum(CASE_KINDS);
export type CaseKind = z.infer<typeof caseKindSchema>;
export const CASE_KIND_NAMES: Record<CaseKind, string> = { report: '报事', service: '代办', wish: '微心愿' };

export const CASE_STATUSES = [
  'submitted',
  'accepted',
  'dispatched',
  'handling',
  'replied',
  'verified',
  'closed',
  'declined',
  'withdrawn',
  'merged',
] as const;
export const caseStatusSchema = z.enum(CASE_STATUSES);
export type CaseStatus = z.infer<typeof caseStatusSchema>;

/** Still somebody's work. Residents may supplement, urge and follow; deadlines run. */
export const OPEN_STATUSES = [
  'submitted',
  'accepted',
  'dispatched',
  'handling',
  'replied',
] as const satisfies CaseStatus[];

export function isOpen(status: CaseStatus): boolean {
  return (OPEN_STATUSES as readonly CaseStatus[]).includes(status);
}

/** A part of a split case is done with, however it ended. */
export const DONE_PART_STATUSES = ['closed', 'declined', 'merged'] as const satisfies CaseStatus[];

export const CASE_STATUS_NAMES: Record<CaseStatus, string> = {
  submitted: '待受理',
  accepted: '已受理',
  dispatched: '已派单',
  handling: '处置中',
  replied: '已回复',
  verified: '已核消',
  closed: '已办结',
  declined: '不予受理',
  withdrawn: '已撤回',
  merged: '已并案',
};

/** The closed loop's seven steps (闭环). A deployment may rename them; they carry no logic. */
export const STEP_NAMES = ['采集', '分类', '派单', '处置', '回复', '核消', '评价'] as const;

const STEPS: Record<CaseStatus, number> = {
  submitted: 1,
  accepted: 2,
  dispatched: 3,
  handling: 4,
  replied: 5,
  verified: 6,
  closed: 7,
  declined: 2,
  withdrawn: 1,
  merged: 2,
};

/** How far a case has come on the way of seven steps, 1–7: the last step that is done. */
export function stepOf(status: CaseStatus): number {
  return STEPS[status];
}
