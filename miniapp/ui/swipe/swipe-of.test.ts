import { swipeOf } from './swipe-of';

test.each([
  [100, 0, 'right'],
  [-100, 10, 'left'],
  [59, 0, null],
  [-100, 60, null],
  [0, 200, null],
] as const)('a finger that went %i, %i px swiped %j', (x, y, way) =>
  expect(swipeOf({ x: 50, y: 50 }, { x: 50 + x, y: 50 + y })).toBe(way),
);
