import Taro from '@tarojs/taro';

/** Puts text on the clipboard; false when the platform refuses. weapp shows its own "已复制". */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await Taro.setClipboardData({ data: text });
    return true;
  } catch {
    return false;
  }
};
