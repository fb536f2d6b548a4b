import { useState } from 'react';
import { explain, session } from '@miniapp/client';
import { Banner, Button, View } from '@miniapp/ui';
import { type PhoneFormProps } from './phone-form';

export const hasWechat: boolean = true;

/** One tap in WeChat: wx.login's code is all the server needs. */
export function WechatWay({ onEnter, agreed }: PhoneFormProps) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const enter = async (): Promise<void> => {
    if (!(await agreed())) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await onEnter(await session.signInWechat());
    } catch (error) {
      setFailure(explain(error));
    }
    setBusy(false);
  };
  return (
    <View className="lx-stack">
      {failure ? (
        <Banner tone="danger" urgent>
          {failure}
        </Banner>
      ) : null}
      <Button block size="large" icon="chat" loading={busy} onPress={() => void enter()}>
        微信一键登录
      </Button>
    </View>
  );
}
