import Taro from '@tarojs/taro';
import { type GetCurrentPlace } from './types';

export const getCurrentPlace: GetCurrentPlace = async () => {
  try {
    const { longitude, latitude, accuracy } = await Taro.getLocation({
      type: 'gcj02',
      isHighAccuracy: true,
      highAccuracyExpireTime: 4000,
    });
    return { lng: longitude, lat: latitude, coordType: 'gcj02', accuracyM: accuracy };
  } catch (error) {
    const { errMsg = '' } = error as { errMsg?: string };
    return /auth|deny|denied|privacy/i.test(errMsg) ? 'denied' : 'unavailable';
  }
};

export type { DevicePlace, GetCurrentPlace } from './types';
