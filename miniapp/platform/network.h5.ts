import { useSyncExternalStore } from 'react';
import { type NetworkState } from './network-types';

/** Chromium alone tells how fast a connection is. */
interface Connection extends EventTarget {
  effectiveType?: string;
}
const connection = (): Connection | undefined => (navigator as { connection?: Connection }).connection;

const subscribe = (changed: () => void): (() => void) => {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  connection()?.addEventListener('change', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
    connection()?.removeEventListener('change', changed);
  };
};

/** How the network is right now, as far as the browser knows. */
export const networkState = (): NetworkState => {
  if (!navigator.onLine) return 'offline';
  return /2g$/.test(connection()?.effectiveType ?? '') ? 'weak' : 'online';
};

/** How the network is; follows its changes. */
export const useNetwork = (): NetworkState => useSyncExternalStore(subscribe, networkState);

export type { NetworkState } from './network-types';
