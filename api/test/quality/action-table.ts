import { CASE_STATUSES, type CaseStatus, OPEN_STATUSES } from '@shared/cases/statuses';
import type { Party, WiredAction } from '@shared/cases/workflow';
import type { CaseDoc, RatingDoc } from '@api/features/cases';
import type { World } from './world';

/** A right body for every action, whatever the case looks like. @param target another case, to merge into */
export function bodiesOf({ home, people }: World, target: string): Record<WiredAction, object> {
  return {
    accept: {},
    decline: { reason: 'other_area', text: '不在本辖区' },
    dispatch: { to: { department: 'urban-management' } },
    split: {
      parts: [
        { to: { department: 'urban-management' }, text: '修路灯' },
        { to: { department: 'police' }, text: '维持秩序' },
      ],
      text: '两家一起办',
    },
    takeUp: {},
    return: { reason: 'not_ours', text: '不归我管' },
    progress: { text: '已联系电工' },
    reply: { text: '换好了', result: 'solved' },
    verify: { pass: true, text: '看过了' },
    rate: { resolved: 'yes', response: 5, attitude: 5, result: 5 },
    answerRating: { text: '谢谢您' },
    appealRating: { reason: 'wrong_handler', text: '这是邻区办的' },
    decideAppeal: { uphold: false, text: '查过了' },
    withdraw: {},
    supplement: { text: '在三号楼' },
    escalate: { text: '要街道协调' },
    hold: { until: '2026-12-10T02:00:00Z', text: '等配件' },
    resume: {},
    extend: { until: '2026-12-30T02:00:00Z', text: '要做管线' },
    grant: { request: '1', approve: false },
    reopen: { text: '又坏了' },
    merge: { into: target },
    unmerge: { text: '不是同一件' },
    signOff: { text: '我这边好了' },
    follow: {},
    unfollow: {},
    urge: {},
    supervise: { text: '请尽快', deadline: '2026-12-10T02:00:00Z' },
    lift: {},
    recategorise: { categoryCode: 'GY-0105', text: '看错了' },
    relocate: { place: home.centres[1], text: '在隔壁' },
    claim: {},
    fulfil: { text: '送到了', uploadIds: [] },
    handBack: { text: '我要出差' },
    thank: { text: '谢谢您' },
    reassign: { to: { personId: people.leader.id }, text: '换人' },
  };
}

/** What the case must carry for the action to make sense; party and state decide the rest. */
export function carriedFor(action: WiredAction, at: Date, target: string): Partial<CaseDoc> {
  const until = new Date('2026-12-10T02:00:00Z');
  switch (action) {
    case 'resume':
      return { hold: true, holding: { since: at, until, text: '等' } };
    case 'grant':
      return { requests: [{ id: '1', kind: 'extend', until, text: '等', at }] };
    case 'unmerge':
      return { mergedInto: { id: target, number: 'LX20260101-999999', at, from: 'accepted' } };
    case 'lift':
      return { supervised: true };
    case 'answerRating':
    case 'appealRating':
      return { rated: true };
    case 'decideAppeal':
      return { rated: true, appeals: [2], appealPending: true };
    default:
      return {};
  }
}

/** The rating that a case carries which is said to be rated; its appeal waits where the case says so. */
export function ratingOf(doc: CaseDoc): RatingDoc {
  const caseId = doc._id.toHexString();
  return {
    _id: `${caseId}:1:${doc.reporterId}`,
    caseId,
    round: 1,
    userId: doc.reporterId,
    by: 'reporter',
    ref: 2,
    seq: 2,
    resolved: 'no',
    response: 1,
    attitude: 1,
    result: 1,
    tags: [],
    text: null,
    sentBack: true,
    at: doc.createdAt,
    changedAt: null,
    areaPath: doc.areaPath,
    answer: null,
    appeal: doc.appealPending
      ? { reason: 'abusive', text: '骂人', at: doc.createdAt, state: 'pending', decision: null }
      : null,
    excluded: false,
  };
}

const OPEN = OPEN_STATUSES;
const RATED: readonly CaseStatus[] = [...OPEN, 'verified', 'closed'];
const DESK: Party[] = ['grid_worker', 'dispatcher'];

/** Typed from DOMAIN.md, apart from the workflow table it is compared with: which party may, in which states. */
export const DOMAIN_TABLE: Record<WiredAction, [Party[], readonly CaseStatus[]][]> = {
  accept: [[DESK, ['submitted']]],
  decline: [[DESK, ['submitted', 'accepted']]],
  dispatch: [
    [['dispatcher'], ['accepted', 'dispatched', 'handling']],
    [['grid_worker'], ['accepted']],
  ],
  split: [[['dispatcher'], ['accepted', 'dispatched', 'handling']]],
  takeUp: [
    [['grid_worker', 'assignee'], ['accepted']],
    [['assignee'], ['dispatched']],
  ],
  return: [[['assignee'], ['dispatched']]],
  escalate: [[DESK, ['accepted', 'handling']]],
  progress: [[['assignee', 'co_handler'], ['handling']]],
  hold: [[['assignee'], ['handling']]],
  resume: [[['assignee', 'dispatcher'], ['handling']]],
  extend: [[['assignee'], OPEN]],
  grant: [[['dispatcher'], OPEN]],
  reply: [[['assignee'], ['handling']]],
  verify: [[['checker'], ['replied']]],
  // Closed: to change it, within a day.
  rate: [
    [
      ['reporter', 'follower'],
      ['verified', 'closed'],
    ],
  ],
  answerRating: [[['assignee', 'dispatcher'], RATED]],
  appealRating: [[['assignee', 'past_handler'], RATED]],
  decideAppeal: [[['arbiter'], RATED]],
  reopen: [[['reporter', 'follower'], ['closed']]],
  withdraw: [[['reporter'], ['submitted', 'accepted']]],
  supplement: [[['reporter'], OPEN]],
  merge: [[['dispatcher'], OPEN]],
  unmerge: [[['dispatcher'], ['merged']]],
  signOff: [[['co_handler'], ['dispatched', 'handling', 'replied']]],
  follow: [[['resident'], CASE_STATUSES]],
  unfollow: [[['follower'], CASE_STATUSES]],
  urge: [[['reporter', 'follower'], OPEN]],
  supervise: [[['supervisor'], OPEN]],
  lift: [[['supervisor'], OPEN]],
  recategorise: [[DESK, OPEN]],
  relocate: [[DESK, OPEN]],
  reassign: [[DESK, OPEN]],
  claim: [[['giver'], ['accepted']]],
  fulfil: [[['claimer'], ['handling']]],
  handBack: [[['claimer'], ['handling']]],
  thank: [[['wisher'], ['replied', 'verified']]],
};

/** 200, 403 when no party of his ever may, else 409. */
export function expectedOf(action: WiredAction, status: CaseStatus, parties: readonly Party[]): number {
  const mine = DOMAIN_TABLE[action].filter(([who]) => who.some((party) => parties.includes(party)));
  if (mine.length === 0) return 403;
  return mine.some(([, from]) => from.includes(status)) ? 200 : 409;
}
