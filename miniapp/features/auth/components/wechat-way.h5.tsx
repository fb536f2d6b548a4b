import { type PhoneFormProps } from './phone-form';

export const hasWechat: boolean = false;

/** A browser has no wx.login: the number and a code are the way in. */
export function WechatWay(_props: PhoneFormProps) {
  return null;
}
