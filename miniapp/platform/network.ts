import Taro from '@tarojs/taro';
import { useSyncExternalStore } from 'react';
import { type NetworkState } from './network-types';

const now = { connected: true, weak: false };
const listeners = new Set<() => void>();
const tell = (): void => listeners.forEach((changed) => changed());
let watching = false;

/** One listener with WeChat for all pages; it is kept as long as the app runs. */
function watch(): void {
  if (watching) return;
  watching = true;
  Taro.onNetworkStatusChange(({ isConnected }) => {
    now.connected = isConnected;
    tell();
  });
  // Base libraries before 2.21 do not measure.
  if (typeof Taro.onNetworkWeakChange === 'function')
    Taro.onNetworkWeakChange(({ weakNet }) => {
      now.weak = weakNet;
      tell();
    });
  Taro.getNetworkType().then(
    ({ networkType }) => {
      now.connected = networkType !== 'none';
      now.weak = networkType === '2g';
      tell();
    },
    // Not to be had: taken for online, as before.
    () => undefined,
  );
}

/** How the network is right now, as far as the device knows. */
export const networkState = (): NetworkState => (!now.connected ? 'offline' : now.weak ? 'weak' : 'online');

const subscribe = (changed: () => void): (() => void) => {
  watch();
  listeners.add(changed);
  return () => void listeners.delete(changed);
};

/** How the network is; follows its changes. Online until the device says otherwise. */
export const useNetwork = (): NetworkState => useSyncExternalStore(subscribe, networkState);

export type { NetworkState } from './network-types';
