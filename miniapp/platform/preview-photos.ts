import Taro from '@tarojs/taro';

/** Shows pictures large, beginning with one of them; swiping goes on to the others. */
export const previewPhotos = async (urls: string[], index = 0): Promise<void> => {
  await Taro.previewImage({ urls, current: urls[index] });
};
