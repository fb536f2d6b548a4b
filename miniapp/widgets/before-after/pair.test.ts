import { type CasePhoto } from '@shared/cases/schemas';
import { pairOf } from './pair';

const photo = (id: string, stage: CasePhoto['stage'], kind: CasePhoto['kind'] = 'image'): CasePhoto => ({
  id,
  kind,
  stage,
  url: `/${id}`,
  thumbUrl: null,
  review: null,
  width: 4,
  height: 3,
});

test.each([
  [[], null],
  [[photo('a', 'before')], null],
  [[photo('a', 'after')], null],
  [[photo('a', 'before'), photo('b', 'after', 'video')], null],
  [
    [
      photo('a', 'before'),
      photo('b', 'before'),
      photo('c', 'progress'),
      photo('d', 'after'),
      photo('e', 'after'),
    ],
    ['a', 'e'],
  ],
])('case %#', (photos, expected) => {
  const pair = pairOf(photos);
  expect(pair && [pair.before.id, pair.after.id]).toEqual(expected);
});
