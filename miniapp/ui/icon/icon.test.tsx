import { readFileSync } from 'node:fs';
import path from 'node:path';
import { render, screen } from '@testing-library/react';
import { Icon } from '@miniapp/ui';
import { iconNames } from './names';

test('every name has a drawing and every drawing a name', () => {
  const sheet = readFileSync(path.join(__dirname, '_paths.scss'), 'utf8');
  const drawn = [...sheet.matchAll(/^ {2}'([a-z-]+)':/gm)].map((match) => match[1]);
  expect(drawn).toEqual([...iconNames]);
});

test('an icon is decoration unless it has a label', () => {
  const { container } = render(<Icon name="home" />);
  expect(container.firstElementChild?.getAttribute('aria-hidden')).toBe('true');
  render(<Icon name="lock" label="不公开" />);
  expect(screen.getByRole('img', { name: '不公开' })).toBeTruthy();
});
