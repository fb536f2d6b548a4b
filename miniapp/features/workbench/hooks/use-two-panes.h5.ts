import { useSyncExternalStore } from 'react';

const wide = window.matchMedia('(min-width: 1024px)');

const subscribe = (listener: () => void): (() => void) => {
  wide.addEventListener('change', listener);
  return () => wide.removeEventListener('change', listener);
};

/** True while the window has room for the list and the case side by side. */
export const useTwoPanes = (): boolean => useSyncExternalStore(subscribe, () => wide.matches);
