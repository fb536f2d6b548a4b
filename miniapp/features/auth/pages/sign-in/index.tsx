import { useState } from 'react';
import { useQuery } from '@miniapp/platform/navigation';
import { useSession } from '@miniapp/client';
import { Banner, Button, Card, Page, View, confirm } from '@miniapp/ui';
import { PrivacyNote } from '@miniapp/widgets/privacy-note';
import { Agreement } from '../../components/agreement';
import { PersonaList } from '../../components/persona-list';
import { PhoneForm } from '../../components/phone-form';
import { WechatWay, hasWechat } from '../../components/wechat-way';
import { useEnter } from '../../hooks/use-enter';
import './index.scss';

/** `?to=` a page of this app to go back to. Nobody has to come here to look at public things. */
export default function SignInPage() {
  const { to } = useQuery();
  const enter = useEnter(to);
  const expired = useSession((state) => state.expired);
  const [agreed, setAgreed] = useState(false);
  const [reading, setReading] = useState(false);
  const [withPhone, setWithPhone] = useState(!hasWechat);

  const askAgreement = async (): Promise<boolean> => {
    if (agreed) return true;
    const yes = await confirm({
      title: '请先看一下隐私说明',
      text: '登录后会保存您的手机号（加密、打码）和您报的事，只用来办事和告诉您结果。您同意《隐私说明》吗？',
      yes: '同意并登录',
      no: '先不登录',
    });
    if (yes) setAgreed(true);
    return yes;
  };

  return (
    <Page title="登录" width="form">
      {expired ? <Banner tone="warning">登录已过期，请重新登录。您填的内容还在。</Banner> : null}
      <Card>
        <View className="lx-stack">
          <View className="sign-in__why">登录后可以报事、看办理进度、给结果评价。只是看看，不用登录。</View>
          <WechatWay onEnter={enter} agreed={askAgreement} />
          {withPhone ? (
            <PhoneForm onEnter={enter} agreed={askAgreement} />
          ) : (
            <Button kind="ghost" block onPress={() => setWithPhone(true)}>
              用手机号登录
            </Button>
          )}
          <Agreement agreed={agreed} onChange={setAgreed} onRead={() => setReading(true)} />
        </View>
      </Card>
      <PersonaList onEnter={enter} />
      <PrivacyNote open={reading} onClose={() => setReading(false)} />
    </Page>
  );
}
