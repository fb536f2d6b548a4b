import Taro from '@tarojs/taro';

/** A short tap in the hand: it is done. Phones that cannot, or are set not to, stay still. */
export const tapOnSuccess = (): void => {
  if (typeof Taro.vibrateShort === 'function')
    void Taro.vibrateShort({ type: 'light', fail: () => undefined });
};
