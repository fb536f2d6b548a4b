import { useShareAppMessage } from '@tarojs/taro';
import { type UseSharing } from './types';

export const useSharing: UseSharing = ({ title, url, imageUrl }) => {
  useShareAppMessage(() => ({ title, path: url, imageUrl }));
  return { byButton: true, share: () => Promise.resolve('failed') };
};

export type { ShareCard, Sharing } from './types';
