import Taro from '@tarojs/taro';

/** How much larger than standard the person has set letters in WeChat (1 = standard, 1.4 = 关怀模式). */
export const fontScale = (): number => {
  const info = Taro.getAppBaseInfo() as { fontSizeScaleFactor?: number; fontSizeSetting?: number };
  return info.fontSizeScaleFactor ?? (info.fontSizeSetting ?? 16) / 16;
};
