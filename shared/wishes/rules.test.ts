import { CASE_STATUSES } from '../cases/statuses';
import { isProtected, WISH_FORS, wishStateOf, type WishState } from './rules';

const at = { status: 'accepted', visibility: 'public', claimed: false, fulfilled: false } as const;

test.each<[string, object, WishState]>([
  ['sent, not yet looked at', { status: 'submitted', visibility: 'private' }, 'asked'],
  ['accepted for everybody', {}, 'open'],
  ['accepted, to stay private', { visibility: 'private' }, 'over'],
  ['claimed', { status: 'handling', claimed: true }, 'claimed'],
  ['in the worker’s hands', { status: 'handling' }, 'over'],
  ['fulfilled', { status: 'replied', claimed: true, fulfilled: true }, 'done'],
  ['thanked', { status: 'closed', claimed: true, fulfilled: true }, 'done'],
  ['ended without anybody', { status: 'closed' }, 'over'],
  ['declined', { status: 'declined', visibility: 'private' }, 'over'],
])('%s', (_what, change, expected) => {
  expect(wishStateOf({ ...at, ...change })).toBe(expected);
});

test('what is private is never open, whatever its state', () => {
  for (const status of CASE_STATUSES)
    for (const claimed of [true, false])
      expect(wishStateOf({ status, visibility: 'private', claimed, fulfilled: false })).not.toBe('open');
});

test('children and the sick are protected, others not', () => {
  expect(WISH_FORS.filter(isProtected)).toEqual(['child', 'sick']);
});
