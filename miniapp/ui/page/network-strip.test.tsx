import { act, render, screen } from '@testing-library/react';
import { NetworkStrip } from './network-strip';

const set = (online: boolean) =>
  act(() => {
    jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(online);
    window.dispatchEvent(new Event(online ? 'online' : 'offline'));
  });
afterEach(() => jest.restoreAllMocks());

test('says that there is no network, and goes away with it', () => {
  render(<NetworkStrip />);
  expect(screen.queryByRole('alert')).toBeNull();
  set(false);
  expect(screen.getByRole('alert').textContent).toContain('您写的不会丢');
  set(true);
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a slow network is said without alarm', () => {
  const connection = Object.assign(new EventTarget(), { effectiveType: '2g' });
  Object.defineProperty(navigator, 'connection', { value: connection, configurable: true });
  render(<NetworkStrip />);
  expect(screen.getByText(/网络不太好/)).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
  act(() => {
    connection.effectiveType = '4g';
    connection.dispatchEvent(new Event('change'));
  });
  expect(screen.queryByText(/网络不太好/)).toBeNull();
});
