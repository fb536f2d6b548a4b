import Taro, { useShareAppMessage } from '@tarojs/taro';
import { CARD_SIZE, type CardPicture, paintCard, type Pen } from './card-picture';
import { type UseSharing } from './types';

async function draw(picture: CardPicture): Promise<string> {
  const canvas = Taro.createOffscreenCanvas({ type: '2d', ...CARD_SIZE });
  // Taro's types know no 2D context of it; WeChat's documentation does.
  paintCard(canvas.getContext('2d') as unknown as Pen, picture);
  const { tempFilePath } = await Taro.canvasToTempFilePath({
    canvas: canvas as unknown as Taro.Canvas,
    fileType: 'jpg',
    quality: 0.9,
  });
  return tempFilePath;
}

export const useSharing: UseSharing = ({ title, url, imageUrl, picture }) => {
  useShareAppMessage(() => {
    const card = { title, path: url, ...(imageUrl && { imageUrl }) };
    if (!picture || imageUrl) return card;
    // WeChat waits three seconds for it; without a picture it takes one of the page.
    const promise = draw(picture).then(
      (drawn) => ({ ...card, imageUrl: drawn }),
      () => card,
    );
    return { ...card, promise };
  });
  return { byButton: true, share: () => Promise.resolve('failed') };
};

export type { ShareCard, Sharing } from './types';
