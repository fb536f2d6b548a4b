import Taro from '@tarojs/taro';
import { useEffect, useState } from 'react';

/** Whether the device has a network; follows its changes. True until the device says otherwise. */
export function useOnline(): boolean {
  const [online, setOnline] = useState(true);
  useEffect(() => {
    const follow = ({ isConnected }: { isConnected: boolean }): void => setOnline(isConnected);
    Taro.onNetworkStatusChange(follow);
    void Taro.getNetworkType().then(({ networkType }) => setOnline(networkType !== 'none'));
    return () => Taro.offNetworkStatusChange(follow);
  }, []);
  return online;
}
