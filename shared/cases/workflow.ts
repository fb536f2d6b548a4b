import { CASE_STATUSES, OPEN_STATUSES, type CaseStatus } from './statuses';

/**
 * The life of a case (DOMAIN.md) as one table: who may do what in which state and where it leads.
 * The API decides by it and the screens read labels and needs from it; nothing else knows the rules of transition.
 */

/** What somebody is to a case. One person may be several of these at once. */
export const PARTIES = [
  'resident', // anyone signed in who may see the case
  'reporter',
  'follower',
  'grid_worker', // serves the case's grid, and the case is at grid level
  'dispatcher', // of the case's level or above, in scope
  'assignee', // the person, or a handler of the department
  'co_handler',
  'checker', // staff in scope who did not handle it
  'supervisor',
  'past_handler', // staff who handled it, whoever has it now
  'arbiter', // a supervisor in scope who neither handles nor handled it
  'giver', // a volunteer or party member, of a wish everybody may read
  'claimer', // who claimed the wish
  'wisher', // whose wish it is
  'system',
] as const;
export type Party = (typeof PARTIES)[number];

/** What the form of an action asks for; the schema of its body is in action-bodies.ts. */
export type Need =
  | 'category'
  | 'reason'
  | 'text'
  | 'text?'
  | 'photos'
  | 'photos?'
  | 'assignee'
  | 'until'
  | 'deadline'
  | 'result'
  | 'pass'
  | 'rating'
  | 'rated'
  | 'target'
  | 'parts'
  | 'place';

export interface Transition {
  readonly action: string;
  readonly from: readonly CaseStatus[];
  /** Where it may lead; several when the body decides (verify, rate), `same` when the state stays. */
  readonly to: readonly (CaseStatus | 'same')[];
  readonly who: readonly Party[];
  readonly needs: readonly Need[];
  /** Words on the button. */
  readonly label: string;
  /** What the timeline says, in the resident's words. */
  readonly told: string;
}

function row<const A extends string>(
  action: A,
  from: readonly CaseStatus[],
  to: readonly (CaseStatus | 'same')[],
  who: readonly Party[],
  needs: readonly Need[],
  label: string,
  told: string,
) {
  return { action, from, to, who, needs, label, told };
}

/** A rating of an earlier round stays, whatever became of the case since. */
const MAY_BE_RATED = [...OPEN_STATUSES, 'verified', 'closed'] as const satisfies CaseStatus[];

export const TRANSITIONS = [
  row('accept', ['submitted'], ['accepted'], ['grid_worker', 'dispatcher'], ['category'], '受理', '已受理'),
  row(
    'decline',
    ['submitted', 'accepted'],
    ['declined'],
    ['grid_worker', 'dispatcher'],
    ['reason', 'text'],
    '不予受理',
    '不予受理',
  ),
  row(
    'dispatch',
    ['accepted', 'dispatched', 'handling'],
    ['dispatched'],
    ['dispatcher'],
    ['assignee', 'deadline', 'text?'],
    '派单',
    '已派单',
  ),
  // A worker of the grid gives it to a part-timer of the same grid; the effect of dispatch sees to that.
  row(
    'dispatch',
    ['accepted'],
    ['dispatched'],
    ['grid_worker'],
    ['assignee', 'deadline', 'text?'],
    '派单',
    '已派单',
  ),
  // The assignee of an accepted case is its worker or its center: a dispatcher may handle it himself.
  row('takeUp', ['accepted'], ['handling'], ['grid_worker', 'assignee'], [], '接手办理', '开始处理'),
  // Into parts for several departments; the whole is answered by the desk when all parts are.
  row(
    'split',
    ['accepted', 'dispatched', 'handling'],
    ['handling'],
    ['dispatcher'],
    ['parts', 'text'],
    '拆分办理',
    '已拆分给多个部门同时办理',
  ),
  row('takeUp', ['dispatched'], ['handling'], ['assignee'], [], '接手办理', '开始处理'),
  row('return', ['dispatched'], ['accepted'], ['assignee'], ['reason', 'text'], '退回', '已退回重新派单'),
  row(
    'escalate',
    ['accepted', 'handling'],
    ['submitted'],
    ['grid_worker', 'dispatcher'],
    ['text'],
    '上报',
    '已上报上一级处理',
  ),
  row(
    'progress',
    ['handling'],
    ['same'],
    ['assignee', 'co_handler'],
    ['text', 'photos?'],
    '记录进展',
    '有新进展',
  ),
  row('hold', ['handling'], ['same'], ['assignee'], ['until', 'text'], '申请暂缓', '申请暂缓办理'),
  row('resume', ['handling'], ['same'], ['assignee', 'dispatcher'], [], '恢复办理', '恢复办理'),
  row('extend', OPEN_STATUSES, ['same'], ['assignee'], ['until', 'text'], '申请延期', '申请延长时限'),
  row('grant', OPEN_STATUSES, ['same'], ['dispatcher'], ['pass', 'text?'], '审批申请', '审批了申请'),
  row('reply', ['handling'], ['replied'], ['assignee'], ['result', 'text', 'photos?'], '答复', '已答复'),
  row(
    'verify',
    ['replied'],
    // A part of a split case is nobody's to rate: checked, it is closed.
    ['verified', 'handling', 'closed'],
    ['checker'],
    ['pass', 'text', 'photos?'],
    '核实',
    '核实了处理结果',
  ),
  // In `closed` the reporter changes his rating, within a day.
  row('rate', ['verified', 'closed'], ['closed', 'handling'], ['reporter'], ['rating'], '评价', '作了评价'),
  row('rate', ['verified', 'closed'], ['same'], ['follower'], ['rating'], '评价', '作了评价'),
  row(
    'answerRating',
    MAY_BE_RATED,
    ['same'],
    ['assignee', 'dispatcher'],
    ['rated', 'text'],
    '回应评价',
    '回应了评价',
  ),
  row(
    'appealRating',
    MAY_BE_RATED,
    ['same'],
    ['assignee', 'past_handler'],
    ['rated', 'reason', 'text'],
    '申诉评价',
    '对评价提出申诉',
  ),
  row(
    'decideAppeal',
    MAY_BE_RATED,
    ['same'],
    ['arbiter'],
    ['rated', 'pass', 'text'],
    '裁定申诉',
    '裁定了评价申诉',
  ),
  row('autoClose', ['verified'], ['closed'], ['system'], [], '自动办结', '7 天未评价，自动办结'),
  row('reopen', ['closed'], ['handling'], ['reporter', 'follower'], ['text'], '重新打开', '要求重新办理'),
  row('withdraw', ['submitted', 'accepted'], ['withdrawn'], ['reporter'], ['text?'], '撤回', '撤回了这件事'),
  row('supplement', OPEN_STATUSES, ['same'], ['reporter'], ['text?', 'photos?'], '补充情况', '补充了情况'),
  row('merge', OPEN_STATUSES, ['merged'], ['dispatcher'], ['target'], '并案', '与另一件事合并办理'),
  // Within 24 hours, to where it stood before.
  row('unmerge', ['merged'], OPEN_STATUSES, ['dispatcher'], ['text'], '撤销并案', '撤销并案，恢复单独办理'),
  row(
    'signOff',
    ['dispatched', 'handling', 'replied'],
    ['same'],
    ['co_handler'],
    ['text', 'photos?'],
    '完成协办',
    '完成了协办部分',
  ),
  row('follow', CASE_STATUSES, ['same'], ['resident'], [], '关注', '关注了这件事'),
  row('unfollow', CASE_STATUSES, ['same'], ['follower'], [], '取消关注', '取消了关注'),
  row('urge', OPEN_STATUSES, ['same'], ['reporter', 'follower'], ['text?'], '催办', '催办'),
  row('supervise', OPEN_STATUSES, ['same'], ['supervisor'], ['text', 'deadline'], '督办', '上级督办'),
  row('lift', OPEN_STATUSES, ['same'], ['supervisor'], ['text?'], '解除督办', '解除督办'),
  row(
    'recategorise',
    OPEN_STATUSES,
    ['same'],
    ['grid_worker', 'dispatcher'],
    ['category', 'text'],
    '更改类别',
    '更改了类别',
  ),
  row(
    'relocate',
    OPEN_STATUSES,
    ['same'],
    ['grid_worker', 'dispatcher'],
    ['place', 'text'],
    '更正地点',
    '更正了地点',
  ),
  row(
    'reassign',
    OPEN_STATUSES,
    ['same'],
    ['grid_worker', 'dispatcher'],
    ['assignee', 'text'],
    '更换经办人',
    '更换了经办人',
  ),
  // A wish beside the way of the grid: one claims it, fulfils it, and is thanked.
  row('claim', ['accepted'], ['handling'], ['giver'], [], '认领', '有人认领了心愿'),
  row('fulfil', ['handling'], ['replied'], ['claimer'], ['text', 'photos'], '完成心愿', '心愿完成了'),
  row('handBack', ['handling'], ['accepted'], ['claimer', 'system'], ['text'], '交还', '心愿交还给大家'),
  row('thank', ['replied', 'verified'], ['closed'], ['wisher'], ['text'], '感谢', '表示感谢'),
  row('raiseTopic', CASE_STATUSES, ['same'], ['dispatcher'], ['text?'], '发起议事', '转为议题'),
] as const satisfies readonly Transition[];

export type CaseAction = (typeof TRANSITIONS)[number]['action'];

/** Actions that the API carries out in this version; the others of the table are refused as unknown. */
export const WIRED_ACTIONS = [
  'accept',
  'decline',
  'dispatch',
  'split',
  'takeUp',
  'return',
  'escalate',
  'progress',
  'hold',
  'resume',
  'extend',
  'grant',
  'reply',
  'verify',
  'rate',
  'answerRating',
  'appealRating',
  'decideAppeal',
  'reopen',
  'withdraw',
  'supplement',
  'merge',
  'unmerge',
  'signOff',
  'follow',
  'unfollow',
  'urge',
  'supervise',
  'lift',
  'recategorise',
  'relocate',
  'reassign',
  'claim',
  'fulfil',
  'handBack',
  'thank',
] as const satisfies CaseAction[];
export type WiredAction = (typeof WIRED_ACTIONS)[number];

/** Who follows what is a matter of the person, kept beside the case; everything else is an event of the case. */
export const FOLLOW_ACTIONS = ['follow', 'unfollow'] as const satisfies WiredAction[];
export type FollowAction = (typeof FOLLOW_ACTIONS)[number];
export type EventAction = Exclude<WiredAction, FollowAction>;
export const EVENT_ACTIONS = WIRED_ACTIONS.filter(
  (action): action is EventAction => !(FOLLOW_ACTIONS as readonly string[]).includes(action),
);

export type Verdict =
  { ok: true; transition: Transition } | { ok: false; why: 'not-allowed' | 'wrong-state' };

/**
 * May somebody who is `parties` to a case in `status` do `action`?
 * `not-allowed` when none of his parties ever may, in whatever state; else `wrong-state`.
 */
export function judge(action: CaseAction, status: CaseStatus, parties: ReadonlySet<Party>): Verdict {
  const rows: readonly Transition[] = TRANSITIONS.filter((candidate) => candidate.action === action);
  const mine = rows.filter((candidate) => candidate.who.some((party) => parties.has(party)));
  if (mine.length === 0) return { ok: false, why: 'not-allowed' };
  const transition = mine.find((candidate) => candidate.from.includes(status));
  return transition ? { ok: true, transition } : { ok: false, why: 'wrong-state' };
}

/** Everything of the table that these parties may do now, in the table's order, each action once. */
export function allowedTransitions(status: CaseStatus, parties: ReadonlySet<Party>): Transition[] {
  const seen = new Set<string>();
  return TRANSITIONS.filter((candidate: Transition) => {
    const may = candidate.from.includes(status) && candidate.who.some((party) => parties.has(party));
    if (!may || seen.has(candidate.action)) return false;
    seen.add(candidate.action);
    return true;
  });
}
