import { SHORTCUTS, shortcutOf } from './shortcuts';

const press = (key: string, change = {}) =>
  shortcutOf({ key, modified: false, busy: false, onControl: false, ...change });

it.each(SHORTCUTS.map(({ key, does }) => [key, does]))('%s does %s', (key, does) => {
  expect(press(key)).toBe(does);
  expect(press(key, { busy: true })).toBeNull();
  expect(press(key, { modified: true })).toBeNull();
});

it('works with caps lock, leaves Enter to the button it is on, knows no other key', () => {
  expect(press('J')).toBe('next');
  expect([press('Enter', { onControl: true }), press('j', { onControl: true })]).toEqual([null, 'next']);
  for (const key of ['q', 'Tab', ' ', 'F5', 'ArrowDown']) expect(press(key)).toBeNull();
});

it('every key is listed once, with words', () => {
  expect(new Set(SHORTCUTS.map(({ key }) => key)).size).toBe(SHORTCUTS.length);
  for (const { words } of SHORTCUTS) expect(words).toMatch(/\p{Script=Han}/u);
});
