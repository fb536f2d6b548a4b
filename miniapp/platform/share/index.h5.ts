import { copyText } from '../clipboard';
import { type UseSharing } from './types';

export const useSharing: UseSharing = ({ title, url }) => ({
  byButton: false,
  share: async () => {
    const address = new URL(url, window.location.origin).href;
    if (typeof navigator.share !== 'function') return (await copyText(address)) ? 'copied' : 'failed';
    try {
      await navigator.share({ title, url: address });
      return 'shared';
    } catch (error) {
      return error instanceof DOMException && error.name === 'AbortError' ? 'cancelled' : 'failed';
    }
  },
});

export type { ShareCard, Sharing } from './types';
