import Taro from '@tarojs/taro';

/** Whether the camera can be asked for a code from inside a page. */
export const canScan = true;

/** What the camera reads from a code; null when the person turns back. */
export const scanCode = async (): Promise<string | null> => {
  try {
    const { result, path } = await Taro.scanCode({ scanType: ['qrCode', 'barCode'] });
    // A mini-program code has no text of its own but the page it opens.
    return result || path || null;
  } catch (error) {
    if (/cancel/i.test((error as { errMsg?: string }).errMsg ?? '')) return null;
    throw error;
  }
};
