import Taro from '@tarojs/taro';

/** Below WeChat's own head. */
const ABOVE_PX = -80;

/** Brings the first field with an error into view. */
export const showFirstWrong = (): void => {
  // An error that stands in no field leaves the page where it is.
  Taro.pageScrollTo({ selector: '.lx-field--error', offsetTop: ABOVE_PX, duration: 200 }).catch(
    () => undefined,
  );
};
