import Taro from '@tarojs/taro';
import { DeviceRefusal } from '../device-refusal';
import { networkState } from '../network';
import { type ChoosePhotos, type LocalPhoto } from './types';

/** Bytes. */
const SMALL_ENOUGH = 300_000;
const sources = { camera: ['camera'], album: ['album'], both: ['album', 'camera'] } as const;

/** On a weak network a smaller picture that arrives beats a sharp one that does not. */
async function forNetwork(path: string, size: number): Promise<LocalPhoto> {
  if (networkState() !== 'weak' || size < SMALL_ENOUGH) return { path, size };
  try {
    const { tempFilePath } = await Taro.compressImage({ src: path, quality: 60, compressedWidth: 1280 });
    return { path: tempFilePath, size };
  } catch {
    // Old devices cannot: then as it is.
    return { path, size };
  }
}

export const choosePhotos: ChoosePhotos = async (max, source = 'both') => {
  try {
    const { tempFiles } = await Taro.chooseMedia({
      count: max,
      mediaType: ['image'],
      sizeType: ['compressed'],
      sourceType: [...sources[source]],
    });
    return await Promise.all(tempFiles.map(({ tempFilePath, size }) => forNetwork(tempFilePath, size)));
  } catch (error) {
    if (/cancel/i.test((error as { errMsg?: string }).errMsg ?? '')) return [];
    if (/auth|deny|denied|privacy/i.test((error as { errMsg?: string }).errMsg ?? ''))
      throw new DeviceRefusal('没有得到相机或相册的权限。可以先只写文字提交，以后再补照片。', {
        cause: error,
      });
    throw error;
  }
};

export type { ChoosePhotos, LocalPhoto, PhotoSource } from './types';
