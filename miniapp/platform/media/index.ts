import Taro from '@tarojs/taro';
import { DeviceRefusal } from '../device-refusal';
import { networkState } from '../network';
import { UPLOAD_LIMITS } from '@shared/uploads/contract';
import { type ChoosePhotos, type LocalPhoto } from './types';
import { checkVideo } from './video-limits';

/** Bytes. */
const SMALL_ENOUGH = 300_000;

/** On a weak network a smaller picture that arrives beats a sharp one that does not. */
async function forNetwork(path: string, size: number): Promise<LocalPhoto> {
  if (networkState() !== 'weak' || size < SMALL_ENOUGH) return { path, size, kind: 'photo' };
  try {
    const { tempFilePath } = await Taro.compressImage({ src: path, quality: 60, compressedWidth: 1280 });
    return { path: tempFilePath, size, kind: 'photo' };
  } catch {
    // Old devices cannot: then as it is.
    return { path, size, kind: 'photo' };
  }
}

type Chosen = Taro.chooseMedia.ChooseMedia;

function taken(file: Chosen): Promise<LocalPhoto> {
  const { tempFilePath, size, duration, fileType, thumbTempFilePath } = file;
  if (fileType !== 'video') return forNetwork(tempFilePath, size);
  checkVideo({ size, seconds: duration });
  return Promise.resolve({ path: tempFilePath, size, kind: 'video', poster: thumbTempFilePath });
}

export const choosePhotos: ChoosePhotos = async (max, { video = false } = {}) => {
  try {
    const { tempFiles } = await Taro.chooseMedia({
      count: max,
      mediaType: video ? ['image', 'video'] : ['image'],
      sizeType: ['compressed'],
      maxDuration: UPLOAD_LIMITS.videoSeconds,
      sourceType: ['album', 'camera'],
    });
    return await Promise.all(tempFiles.map(taken));
  } catch (error) {
    if (error instanceof DeviceRefusal) throw error;
    if (/cancel/i.test((error as { errMsg?: string }).errMsg ?? '')) return [];
    if (/auth|deny|denied|privacy/i.test((error as { errMsg?: string }).errMsg ?? ''))
      throw new DeviceRefusal('没有得到相机或相册的权限。可以先只写文字提交，以后再补照片。', {
        cause: error,
      });
    throw error;
  }
};

export type { ChoosePhotos, LocalPhoto } from './types';
