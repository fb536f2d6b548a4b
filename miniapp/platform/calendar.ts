import Taro from '@tarojs/taro';
import { type AddToCalendar } from './calendar-types';

const HOUR_S = 3600;

/** WeChat asks the person and writes into the phone's calendar. */
export const addToCalendar: AddToCalendar = async ({ title, note, where, startMs, endMs }) => {
  try {
    await Taro.addPhoneCalendar({
      title,
      description: note,
      location: where,
      startTime: Math.floor(startMs / 1000),
      endTime: String(Math.floor(endMs / 1000)),
      alarm: true,
      alarmOffset: HOUR_S,
    });
  } catch (error) {
    // He did not want it.
    if (!/cancel|auth den/i.test(String((error as { errMsg?: string }).errMsg))) throw error;
  }
};
