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
])('%s', (_name, candidates, expected) => {
  expect(chooseWorker(candidates).worker?.postId ?? null).toBe(expected);
});

test('says why', () => {
  expect(chooseWorker([person('a', 'grid_worker')]).reason).toBe('演示a是本网格的专职网格员');
  expect(chooseWorker([person('b', 'parttime_worker')]).reason).toContain('暂无在岗的专职网格员');
  expect(chooseWorker([]).reason).toContain('社区网格中心');
});
