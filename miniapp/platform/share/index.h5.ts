import { copyText } from '../clipboard';
import { CARD_SIZE, type CardPicture, paintCard } from './card-picture';
import { type UseSharing } from './types';

async function draw(picture: CardPicture): Promise<File[]> {
  const canvas = document.createElement('canvas');
  canvas.width = CARD_SIZE.width;
  canvas.height = CARD_SIZE.height;
  const pen = canvas.getContext('2d');
  if (!pen) return [];
  paintCard(pen, picture);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
  return blob ? [new File([blob], 'card.jpg', { type: 'image/jpeg' })] : [];
}

export const useSharing: UseSharing = ({ title, url, picture }) => ({
  byButton: false,
  share: async () => {
    const address = new URL(url, window.location.origin).href;
    if (typeof navigator.share !== 'function') return (await copyText(address)) ? 'copied' : 'failed';
    const files = picture ? await draw(picture) : [];
    // Not every share sheet takes pictures.
    const takesPicture = files.length > 0 && navigator.canShare?.({ title, url: address, files });
    try {
      await navigator.share({ title, url: address, ...(takesPicture && { files }) });
      return 'shared';
    } catch (error) {
      return error instanceof DOMException && error.name === 'AbortError' ? 'cancelled' : 'failed';
    }
  },
});

export type { ShareCard, Sharing } from './types';
