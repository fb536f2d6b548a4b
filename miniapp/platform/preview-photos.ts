import Taro from '@tarojs/taro';
import { isFilm, type Preview, urlOf } from './preview-types';

/** Shows pictures large, beginning with one of them; swiping goes on to the others. Films play there, too. */
export const previewPhotos = async (items: readonly Preview[], index = 0): Promise<void> => {
  if (items.some(isFilm))
    await Taro.previewMedia({
      sources: items.map((item) => ({ url: urlOf(item), type: isFilm(item) ? 'video' : 'image' })),
      current: index,
    });
  else await Taro.previewImage({ urls: items.map(urlOf), current: urlOf(items[index] ?? '') });
};
