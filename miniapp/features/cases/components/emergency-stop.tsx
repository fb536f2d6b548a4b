import { useState } from 'react';
import { type Emergency } from '@shared/categories/schemas';
import { callPhone } from '@miniapp/platform/phone-call';
import { Banner, Button, Sheet, toast, View } from '@miniapp/ui';

const dial = (number: string) => void callPhone(number).catch(() => toast.info(`请拨打 ${number}`));

/**
 * Danger comes before paperwork: the form stops and says whom to call. The person may go on afterwards; the warning
 * then stays above the form.
 */
export function EmergencyStop({ emergency }: { emergency: Emergency | null }) {
  const [passed, setPassed] = useState<string>();
  if (!emergency) return null;
  const { hotline, hotlineName, advice, also, matched } = emergency;
  const others = also.filter((number) => number !== hotline);
  return (
    <>
      <Banner tone="danger" urgent action={{ text: `拨打 ${hotline}`, onPress: () => dial(hotline) }}>
        {`遇到危险请先拨打 ${hotline}（${hotlineName}）`}
      </Banner>
      <Sheet
        open={passed !== hotline}
        title={`请先拨打 ${hotline}`}
        onClose={() => setPassed(hotline)}
        footer={
          <View className="emergency__buttons">
            <Button kind="danger" size="large" icon="phone" block onPress={() => dial(hotline)}>
              {`拨打 ${hotline} ${hotlineName}`}
            </Button>
            {others.map((number) => (
              <Button key={number} kind="secondary" icon="phone" block onPress={() => dial(number)}>
                {`拨打 ${number}`}
              </Button>
            ))}
            <Button kind="ghost" block onPress={() => setPassed(hotline)}>
              没有危险，或已经打过，继续报事
            </Button>
          </View>
        }
      >
        <View className="lx-stack">
          <View className="emergency__advice">{advice}</View>
          <View className="lx-small">{`您写的「${matched.join('」「')}」可能有危险。网格员赶到需要时间，急事先打电话。`}</View>
        </View>
      </Sheet>
    </>
  );
}
