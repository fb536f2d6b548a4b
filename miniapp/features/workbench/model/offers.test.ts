import { allowedTransitions, type Party } from '@shared/cases/workflow';
import { type ActionOffer } from '@shared/cases/schemas';
import { type CaseStatus } from '@shared/cases/statuses';
import { isUsual, preferredOffer, staffOffers } from './offers';

const offersOf = (status: CaseStatus, ...parties: Party[]) =>
  staffOffers(allowedTransitions(status, new Set(parties)) as unknown as ActionOffer[]);

it.each<[CaseStatus, Party[], boolean, string[], string]>([
  ['submitted', ['grid_worker', 'assignee'], true, ['accept', 'decline'], 'accept'],
  ['accepted', ['grid_worker', 'assignee'], true, ['takeUp', 'dispatch', 'decline'], 'takeUp'],
  ['accepted', ['dispatcher', 'assignee'], false, ['takeUp', 'dispatch', 'decline'], 'dispatch'],
  ['dispatched', ['assignee'], false, ['takeUp', 'return'], 'takeUp'],
  ['handling', ['dispatcher', 'assignee'], false, ['dispatch', 'progress', 'reply'], 'reply'],
])('%s for %j, worker %s: %j, first %s', (status, parties, worker, actions, first) => {
  const offers = offersOf(status, ...parties);
  // Granting, resuming and answering are offered by the table; the API leaves them out when there is nothing for them.
  const everyday = offers.filter(isUsual).map(({ action }) => action);
  const conditional = ['grant', 'resume', 'answerRating'];
  expect(everyday.filter((action) => !conditional.includes(action))).toEqual(actions);
  expect(preferredOffer(offers, worker)?.action).toBe(first);
});

it('offers nothing to who may do nothing', () => {
  expect(preferredOffer(offersOf('declined', 'dispatcher'), false)).toBeUndefined();
});

it('keeps the exceptional apart, and leads nobody to it who has everyday work', () => {
  const offers = offersOf('handling', 'grid_worker', 'assignee');
  expect(offers.filter((offer) => !isUsual(offer)).map(({ action }) => action)).toEqual([
    'escalate',
    'hold',
    'extend',
    'reassign',
    'recategorise',
    'relocate',
    'appealRating',
  ]);
  expect(preferredOffer(offers, true)?.action).toBe('reply');
  expect(preferredOffer(offersOf('handling', 'supervisor'), false)).toBeUndefined();
});
