import { Button as TaroButton, Text } from '@tarojs/components';
import { Icon } from '../icon';
import { type PhoneButtonProps } from './phone-button-props';

/** WeChat's daily allowance of numbers is spent. */
const SPENT = 1400001;

/** WeChat gives the number of its account only by a button of its own, and only after asking the person. */
export function PhoneButton({ children, onCode, onRefused }: PhoneButtonProps) {
  return (
    <TaroButton
      className="lx-tap lx-btn lx-btn--primary lx-btn--block lx-btn--native"
      hoverClass="lx-tap--hover"
      openType="getPhoneNumber"
      onGetPhoneNumber={({ detail }) => {
        const { code, errno } = detail as { code?: string; errno?: number };
        if (code) onCode(code);
        else
          onRefused(
            errno === SPENT
              ? '微信取号今天的次数用完了，请用短信验证码'
              : '没有用微信的号码，不要紧，可以用短信验证码',
          );
      }}
    >
      <Icon name="chat" />
      <Text>{children}</Text>
    </TaroButton>
  );
}
