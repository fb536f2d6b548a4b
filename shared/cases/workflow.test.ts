import { CASE_STATUSES, isOpen, stepOf, type CaseStatus } from './statuses';
import {
  allowedTransitions,
  judge,
  PARTIES,
  TRANSITIONS,
  WIRED_ACTIONS,
  type CaseAction,
  type Party,
} from './workflow';

const OPEN: CaseStatus[] = ['submitted', 'accepted', 'dispatched', 'handling', 'replied'];
const RATED: CaseStatus[] = [...OPEN, 'verified', 'closed'];
const ANY = [...CASE_STATUSES];

/**
 * DOMAIN.md "Life of a case", written down a second time: action → [who, from, to]. One deliberate reading: to whom a
 * worker may dispatch is a rule of its own and not in the table. Issue 3 adds what staff do with ratings, taking a merger
 * back, a co-handler's signing off, and splitting, whose parts close when checked.
 */
const EXPECTED: Record<CaseAction, [Party[], CaseStatus[], (CaseStatus | 'same')[]][]> = {
  accept: [[['grid_worker', 'dispatcher'], ['submitted'], ['accepted']]],
  decline: [[['grid_worker', 'dispatcher'], ['submitted', 'accepted'], ['declined']]],
  dispatch: [
    [['dispatcher'], ['accepted', 'dispatched', 'handling'], ['dispatched']],
    [['grid_worker'], ['accepted'], ['dispatched']],
  ],
  split: [[['dispatcher'], ['accepted', 'dispatched', 'handling'], ['handling']]],
  takeUp: [
    [['grid_worker'], ['accepted'], ['handling']],
    [['assignee'], ['accepted', 'dispatched'], ['handling']],
  ],
  return: [[['assignee'], ['dispatched'], ['accepted']]],
  escalate: [[['grid_worker', 'dispatcher'], ['accepted', 'handling'], ['submitted']]],
  progress: [[['assignee', 'co_handler'], ['handling'], ['same']]],
  hold: [[['assignee'], ['handling'], ['same']]],
  resume: [[['assignee', 'dispatcher'], ['handling'], ['same']]],
  extend: [[['assignee'], OPEN, ['same']]],
  grant: [[['dispatcher'], OPEN, ['same']]],
  reply: [[['assignee'], ['handling'], ['replied']]],
  verify: [[['checker'], ['replied'], ['verified', 'handling', 'closed']]],
  rate: [
    [['reporter'], ['verified', 'closed'], ['closed', 'handling']],
    [['follower'], ['verified', 'closed'], ['same']],
  ],
  answerRating: [[['assignee', 'dispatcher'], RATED, ['same']]],
  appealRating: [[['assignee', 'past_handler'], RATED, ['same']]],
  decideAppeal: [[['arbiter'], RATED, ['same']]],
  autoClose: [[['system'], ['verified'], ['closed']]],
  reopen: [[['reporter', 'follower'], ['closed'], ['handling']]],
  withdraw: [[['reporter'], ['submitted', 'accepted'], ['withdrawn']]],
  supplement: [[['reporter'], OPEN, ['same']]],
  merge: [[['dispatcher'], OPEN, ['merged']]],
  unmerge: [[['dispatcher'], ['merged'], OPEN]],
  signOff: [[['co_handler'], ['dispatched', 'handling', 'replied'], ['same']]],
  follow: [[['resident'], ANY, ['same']]],
  unfollow: [[['follower'], ANY, ['same']]],
  urge: [[['reporter', 'follower'], OPEN, ['same']]],
  supervise: [[['supervisor'], OPEN, ['same']]],
  lift: [[['supervisor'], OPEN, ['same']]],
  recategorise: [[['grid_worker', 'dispatcher'], OPEN, ['same']]],
  relocate: [[['grid_worker', 'dispatcher'], OPEN, ['same']]],
  reassign: [[['grid_worker', 'dispatcher'], OPEN, ['same']]],
  claim: [[['giver'], ['accepted'], ['handling']]],
  fulfil: [[['claimer'], ['handling'], ['replied']]],
  handBack: [[['claimer', 'system'], ['handling'], ['accepted']]],
  thank: [[['wisher'], ['replied', 'verified'], ['closed']]],
  raiseTopic: [[['dispatcher'], ANY, ['same']]],
};
const ACTIONS = Object.keys(EXPECTED) as CaseAction[];

function expected(action: CaseAction, status: CaseStatus, party: Party): string {
  const mine = EXPECTED[action].filter(([who]) => who.includes(party));
  if (mine.length === 0) return 'not-allowed';
  const row = mine.find(([, from]) => from.includes(status));
  return row ? `→ ${row[2].join('|')}` : 'wrong-state';
}

function actual(action: CaseAction, status: CaseStatus, parties: Party[]): string {
  const verdict = judge(action, status, new Set(parties));
  return verdict.ok ? `→ ${verdict.transition.to.join('|')}` : verdict.why;
}

test('the table knows the actions of DOMAIN.md and no other', () => {
  expect([...new Set(TRANSITIONS.map(({ action }) => action))].sort()).toEqual([...ACTIONS].sort());
});

describe.each(ACTIONS)('%s', (action) => {
  test.each(PARTIES)('by %s, in every state', (party) => {
    const cells = CASE_STATUSES.map((status) => [status, actual(action, status, [party])]);
    expect(cells).toEqual(CASE_STATUSES.map((status) => [status, expected(action, status, party)]));
  });

  test('by nobody', () => {
    for (const status of CASE_STATUSES) expect(actual(action, status, [])).toBe('not-allowed');
  });

  test('may be done by whoever is any of those who may', () => {
    for (const status of CASE_STATUSES) {
      const outcomes = PARTIES.map((party) => expected(action, status, party));
      const best = outcomes.find((outcome) => outcome.startsWith('→'));
      expect(actual(action, status, [...PARTIES])).toBe(best ?? 'wrong-state');
    }
  });
});

test.each<[Party[], CaseStatus, CaseAction[]]>([
  [['reporter'], 'submitted', ['withdraw', 'supplement', 'urge']],
  [['reporter'], 'handling', ['supplement', 'urge']],
  [['reporter'], 'verified', ['rate']],
  [['reporter'], 'closed', ['rate', 'reopen']],
  [['follower'], 'closed', ['rate', 'reopen', 'unfollow']],
  [['reporter'], 'withdrawn', []],
  [['follower'], 'replied', ['unfollow', 'urge']],
  [['resident'], 'declined', ['follow']],
  [['grid_worker'], 'submitted', ['accept', 'decline', 'recategorise', 'relocate', 'reassign']],
  [
    ['grid_worker', 'assignee'],
    'dispatched',
    ['takeUp', 'return', 'extend', 'answerRating', 'appealRating', 'recategorise', 'relocate', 'reassign'],
  ],
  [
    ['assignee'],
    'handling',
    ['progress', 'hold', 'resume', 'extend', 'reply', 'answerRating', 'appealRating'],
  ],
  [['past_handler'], 'closed', ['appealRating']],
  [['arbiter'], 'closed', ['decideAppeal']],
  [['co_handler'], 'handling', ['progress', 'signOff']],
  [
    ['grid_worker', 'assignee'],
    'accepted',
    [
      'decline',
      'dispatch',
      'takeUp',
      'escalate',
      'extend',
      'answerRating',
      'appealRating',
      'recategorise',
      'relocate',
      'reassign',
    ],
  ],
  [['checker'], 'replied', ['verify']],
  [['checker'], 'handling', []],
  [['system'], 'verified', ['autoClose']],
  [['supervisor'], 'verified', []],
  [[], 'submitted', []],
])('%j in %s may: %j', (parties, status, actions) => {
  expect(allowedTransitions(status, new Set(parties)).map(({ action }) => action)).toEqual(actions);
});

test('what is offered is what is judged, for every set of two parties', () => {
  for (const status of CASE_STATUSES)
    for (const a of PARTIES)
      for (const b of PARTIES) {
        const parties = new Set([a, b]);
        const offered = allowedTransitions(status, parties).map(({ action }) => action as CaseAction);
        expect(offered.filter((action, i) => offered.indexOf(action) !== i)).toEqual([]);
        expect(ACTIONS.filter((action) => offered.includes(action))).toEqual(
          ACTIONS.filter((action) => judge(action, status, parties).ok),
        );
      }
});

describe('states', () => {
  function reachable(from: CaseStatus): Set<CaseStatus> {
    const seen = new Set([from]);
    for (const status of seen)
      for (const row of TRANSITIONS)
        if (row.from.includes(status)) for (const to of row.to) if (to !== 'same') seen.add(to);
    return seen;
  }

  test('every one is reached from submitted', () => {
    expect([...reachable('submitted')].sort()).toEqual([...CASE_STATUSES].sort());
  });

  test('declined and withdrawn are final; closed opens again, and a merger is taken back', () => {
    const final = CASE_STATUSES.filter((status) => reachable(status).size === 1);
    expect(final).toEqual(['declined', 'withdrawn']);
    expect(reachable('closed').has('verified')).toBe(true);
  });

  test('every open case can still come to an end', () => {
    for (const status of OPEN) expect(reachable(status).has('closed')).toBe(true);
    expect(CASE_STATUSES.filter(isOpen)).toEqual(OPEN);
  });

  test('the seven steps', () => {
    expect(CASE_STATUSES.slice(0, 7).map(stepOf)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(CASE_STATUSES.slice(7).map(stepOf)).toEqual([2, 1, 2]);
  });
});

test('no one acts on a case he only may see; nobody but the system closes unrated', () => {
  const bystander = ACTIONS.filter((action) => EXPECTED[action].some(([who]) => who.includes('resident')));
  expect(bystander).toEqual(['follow']);
  for (const row of TRANSITIONS.filter(({ to }) => (to as readonly string[]).includes('closed')))
    // What is checked and closed at once is a part of a split case: its effect sees to that.
    expect(row.who).toEqual(
      { rate: ['reporter'], verify: ['checker'], thank: ['wisher'] }[row.action as string] ?? ['system'],
    );
});

test('wired are all actions but the system’s own and the one that waits for deliberation', () => {
  const missing = ACTIONS.filter((action) => !(WIRED_ACTIONS as readonly string[]).includes(action));
  expect(missing).toEqual(['autoClose', 'raiseTopic']);
});
