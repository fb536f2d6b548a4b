import { Button as TaroButton, Text } from '@tarojs/components';
import { useSyncExternalStore } from 'react';
import { privacyDesk } from '../../platform/privacy';
import { PRIVACY_USES } from '../../platform/privacy/uses';
import { Button } from '../button';
import { View } from '../primitives';
import { Sheet } from '../sheet';
import { toast } from '../toast';

const AGREE_ID = 'lx-privacy-agree';

/** WeChat names the recorder by more than one word. */
const purposeOf = (because: string) => PRIVACY_USES[/record/i.test(because) ? 'getRecorderManager' : because];

/**
 * Asks for consent to the privacy guide when something the person has just done needs it: for what, and what works
 * without. WeChat takes a yes only from its own kind of button.
 */
export function PrivacyHost() {
  const question = useSyncExternalStore(privacyDesk.subscribe, privacyDesk.question);
  if (!question) return null;
  const use = purposeOf(question.because);
  const refuse = () => question.answer(false);
  const openGuide = () =>
    privacyDesk.openGuide().catch(() => toast.info('暂时打不开，可以在「我的」里看隐私说明'));
  return (
    <Sheet
      open
      title="使用前请您同意"
      onClose={refuse}
      footer={
        <View className="lx-privacy__buttons">
          <TaroButton
            id={AGREE_ID}
            className="lx-tap lx-btn lx-btn--primary lx-btn--block lx-btn--native"
            hoverClass="lx-tap--hover"
            openType="agreePrivacyAuthorization"
            onAgreePrivacyAuthorization={() => question.answer(true, AGREE_ID)}
          >
            <Text>同意并继续</Text>
          </TaroButton>
          <Button kind="ghost" block onPress={refuse}>
            不同意
          </Button>
        </View>
      }
    >
      <View className="lx-privacy">
        <View>
          {use ? `需要使用您的${use.what}，用于${use.why}。` : '接下来要用到隐私保护指引里说明的信息。'}
        </View>
        <View className="lx-small">
          {use
            ? `不同意也没关系：${use.otherwise}，别的功能照常使用。`
            : '不同意也没关系，别的功能照常使用。'}
        </View>
        <Button kind="ghost" size="small" onPress={() => void openGuide()}>
          查看《用户隐私保护指引》
        </Button>
      </View>
    </Sheet>
  );
}
