import Taro from '@tarojs/taro';

/** Opens the dialler with the number; a change of mind is not an error. */
export const callPhone = async (number: string): Promise<void> => {
  try {
    await Taro.makePhoneCall({ phoneNumber: number });
  } catch (error) {
    if (!/cancel/i.test((error as { errMsg?: string }).errMsg ?? '')) throw error;
  }
};
