import Taro from '@tarojs/taro';
import { type PickFile } from './types';

/** From a conversation: the only place where WeChat lets a mini-program take files from. */
export const pickFile: PickFile = async (endings) => {
  try {
    const { tempFiles } = await Taro.chooseMessageFile({ count: 1, type: 'file', extension: [...endings] });
    const [file] = tempFiles;
    return file ? { path: file.path, name: file.name, size: file.size } : null;
  } catch (error) {
    if (/cancel/i.test((error as { errMsg?: string }).errMsg ?? '')) return null;
    throw error;
  }
};

export type { LocalFile, PickFile } from './types';
