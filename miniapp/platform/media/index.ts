import Taro from '@tarojs/taro';
import { type ChoosePhotos } from './types';

const sources = { camera: ['camera'], album: ['album'], both: ['album', 'camera'] } as const;

export const choosePhotos: ChoosePhotos = async (max, source = 'both') => {
  try {
    const { tempFiles } = await Taro.chooseMedia({
      count: max,
      mediaType: ['image'],
      sizeType: ['compressed'],
      sourceType: [...sources[source]],
    });
    return tempFiles.map(({ tempFilePath, size }) => ({ path: tempFilePath, size }));
  } catch (error) {
    if (/cancel/i.test((error as { errMsg?: string }).errMsg ?? '')) return [];
    throw error;
  }
};

export type { ChoosePhotos, LocalPhoto, PhotoSource } from './types';
