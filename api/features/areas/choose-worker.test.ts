import { type Candidate, chooseWorker } from './choose-worker';

const person = (postId: string, fn: Candidate['function'], extra: Partial<Candidate> = {}): Candidate => ({
  postId,
  userId: `u-${postId}`,
  function: fn,
  name: `演示${postId}`,
  away: false,
  load: 0,
  ...extra,
});

test.each<[string, Candidate[], string | null]>([
  ['full-time before part-time', [person('b', 'parttime_worker'), person('a', 'grid_worker')], 'a'],
  ['part-time before leader', [person('c', 'grid_leader'), person('b', 'parttime_worker')], 'b'],
  ['the leader when nobody else', [person('c', 'grid_leader'), person('l', 'liaison')], 'c'],
  ['never liaison, volunteer or party member', [person('l', 'liaison'), person('v', 'volunteer')], null],
  [
    'who is away is passed over',
    [person('a', 'grid_worker', { away: true }), person('b', 'parttime_worker')],
    'b',
  ],
  ['who has no account is passed over', [person('a', 'grid_worker', { userId: null })], null],
  [
    'fewest open cases',
    [person('a', 'grid_worker', { load: 3 }), person('b', 'grid_worker', { load: 2 })],
    'b',
  ],
  ['tie: lower post id', [person('b', 'grid_worker'), person('a', 'grid_worker')], 'a'],
  ['an empty grid', [], null],
  [
    'who has no turn today is passed over for who has',
    [person('a', 'grid_worker', { offToday: true }), person('b', 'parttime_worker', { offToday: false })],
    'b',
  ],
  [
    'on duty today before fewer cases',
    [person('a', 'grid_worker', { offToday: true }), person('d', 'grid_worker', { load: 9 })],
    'd',
  ],
  [
    'nobody on duty today: the leader, whatever his roster says',
    [person('a', 'grid_worker', { offToday: true }), person('c', 'grid_leader', { offToday: true })],
    'c',
  ],
  [
    'nobody on duty and the leader on leave: the desk',
    [person('a', 'grid_worker', { offToday: true }), person('c', 'grid_leader', { away: true })],
    null,
  ],
  [
    'a deputy takes the place of who is on leave',
    [
      person('a', 'grid_worker', { away: true }),
      person('c', 'grid_leader', { standsInFor: { function: 'grid_worker', name: '演示a' } }),
      person('b', 'parttime_worker'),
    ],
    'c',
  ],
  [
    'a deputy has no turn when who is on leave has none',
    [
      person('a', 'grid_worker', { away: true, offToday: true }),
      person('d', 'grid_worker', { offToday: true, standsInFor: { function: 'grid_worker', name: '演示a' } }),
      person('b', 'parttime_worker'),
    ],
    'b',
  ],
])('%s', (_name, candidates, expected) => {
  expect(chooseWorker(candidates).worker?.postId ?? null).toBe(expected);
});

test('says why', () => {
  expect(chooseWorker([person('a', 'grid_worker')]).reason).toBe('演示a是本网格的专职网格员');
  expect(chooseWorker([person('b', 'parttime_worker')]).reason).toContain('暂无在岗的专职网格员');
  expect(chooseWorker([]).reason).toContain('社区网格中心');
});
