import { useCallback, useState } from 'react';
import { checkIn } from '@shared/activities/contract';
import { type ActivityView } from '@shared/activities/schemas';
import { call } from '@miniapp/client';
import { getCurrentPlace } from '@miniapp/platform/location';
import { Banner, Button, Field, TextInput, toast, View } from '@miniapp/ui';
import { type SeenCode, useCode } from '@miniapp/widgets/check-in/use-code';
import { useAct } from '../hooks/use-act';

/** Checking in: the code on the organiser's screen, kept and sent again while the phone is offline, or the place. */
export function CheckIn({
  activity,
  onDone,
}: {
  activity: ActivityView;
  onDone: (answer: ActivityView) => Promise<void>;
}) {
  const { busy, act } = useAct();
  const [code, setCode] = useState('');
  const { id, place } = activity;

  const send = useCallback(
    ({ code: seen, capturedAt, key }: SeenCode) =>
      call(checkIn, { params: { id }, body: { code: seen, capturedAt } }, { idempotencyKey: key }),
    [id],
  );
  const { kept, enter } = useCode(send, onDone);
  const byCode = () => act('code', () => enter(code));
  const byPlace = () =>
    act('place', async () => {
      const here = await getCurrentPlace();
      if (typeof here === 'string') {
        toast.fail(here === 'denied' ? '没有允许定位，请用签到码' : '没有定到位，请到室外再试，或用签到码');
        return;
      }
      const { lng, lat, coordType } = here;
      await onDone(await call(checkIn, { params: { id }, body: { place: { lng, lat, coordType } } }));
      toast.done('签到成功');
    });
  if (kept) return <Banner tone="warning">没有网络，码已记下，有网就自动签到，请别关掉这一页</Banner>;
  return (
    <View className="lx-stack">
      <Field label="签到码" hint="组织者屏幕上的 6 位数字，30 秒一换">
        <TextInput kind="number" maxLength={6} placeholder="6 位数字" onChange={setCode} />
      </Field>
      <View className="vol-buttons">
        <Button
          icon="check"
          loading={busy === 'code'}
          disabled={code.replace(/\D/g, '').length !== 6}
          onPress={() => void byCode()}
        >
          签到
        </Button>
        {place ? (
          <Button kind="secondary" icon="locate" loading={busy === 'place'} onPress={() => void byPlace()}>
            按位置签到
          </Button>
        ) : null}
      </View>
    </View>
  );
}
