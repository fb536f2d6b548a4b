import Taro from '@tarojs/taro';
import { type HoldPage } from './unsaved-types';

let held = false;

/** Whoever leaves now does so with everything saved. */
export const letGo = (): void => {
  if (held) Taro.disableAlertBeforeUnload();
  held = false;
};

export const holdPage: HoldPage = () => {
  held = true;
  Taro.enableAlertBeforeUnload({ message: '写的还没有保存，离开就没有了。要离开吗？' });
  return letGo;
};
