import { codeIn, codeLink, SCENE_AT_MOST } from './codes';

const BUILDING = '990101001003001002';
const DOOR = 'D7K2M9PQRST';

test.each([
  [codeLink('https://wg.example.com', BUILDING), BUILDING],
  [encodeURIComponent(codeLink('https://wg.example.com', DOOR)), DOOR],
  [`scene=1&scene=${DOOR}`.replace('scene=1&', '?'), DOOR],
  ['9901 0100 1003 0010 02', BUILDING],
  ['d7k2m-9pqrst', DOOR],
  ['990101001003001', '990101001003001'],
])('%s holds %s', (text, code) => expect(codeIn(text)).toBe(code));

test.each(['', '9901', 'https://evil.example/?c=<script>', 'D7K2M9PQRSI', '100%', '99010100100300100'])(
  '%s holds none',
  (text) => expect(codeIn(text)).toBeNull(),
);

test('every code fits a scene', () => {
  for (const code of [BUILDING, DOOR]) expect(code.length).toBeLessThanOrEqual(SCENE_AT_MOST);
});
