import { extend, MOST_SELECTED, NOTHING, onlyShown, selectAll, toggle } from './selection';

const shown = ['a', 'b', 'c', 'd', 'e'];

it('ticks and unticks one', () => {
  const one = toggle(NOTHING, 'b');
  expect(one.ids).toEqual(['b']);
  expect(toggle(toggle(one, 'd'), 'b').ids).toEqual(['d']);
});

it.each([
  ['down', 'b', 'd', ['b', 'c', 'd']],
  ['up', 'd', 'b', ['d', 'c', 'b']],
  ['itself', 'c', 'c', ['c']],
])('shift-click ticks what lies between, %s', (_way, from, to, ids) => {
  expect(extend(toggle(NOTHING, from), to, shown).ids).toEqual(ids);
});

it('a range without a beginning is one tick, and one whose beginning is gone too', () => {
  expect(extend(NOTHING, 'c', shown).ids).toEqual(['c']);
  expect(extend({ ids: ['z'], anchor: 'z' }, 'c', shown).ids).toEqual(['z', 'c']);
});

it('never takes more than one batch does, nor what is not on the screen', () => {
  const many = Array.from({ length: 80 }, (_, i) => String(i));
  expect(selectAll(many).ids).toHaveLength(MOST_SELECTED);
  expect(extend(toggle(NOTHING, '0'), '79', many).ids).toHaveLength(MOST_SELECTED);
  expect(toggle(selectAll(many), '79').ids).toHaveLength(MOST_SELECTED);
  const kept = selectAll(['a', 'b']);
  expect(onlyShown(kept, shown)).toBe(kept);
  expect(onlyShown(kept, ['b', 'c']).ids).toEqual(['b']);
});
