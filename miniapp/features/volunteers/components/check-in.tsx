import { useEffect, useState } from 'react';
import { checkIn } from '@shared/activities/contract';
import { type ActivityView } from '@shared/activities/schemas';
import { call, explain, newKey, NetworkError } from '@miniapp/client';
import { getCurrentPlace } from '@miniapp/platform/location';
import { Banner, Button, Field, TextInput, toast, View } from '@miniapp/ui';
import { useAct } from '../hooks/use-act';

/** So long a code may be kept without a network and still be taken; the server counts two minutes. */
const KEPT_MS = 110_000;
const AGAIN_MS = 5_000;

interface Kept {
  code: string;
  capturedAt: number;
  key: string;
}

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
  const [kept, setKept] = useState<Kept>();
  const { id, place } = activity;

  useEffect(() => {
    if (!kept) return undefined;
    const timer = setInterval(() => {
      if (Date.now() - kept.capturedAt > KEPT_MS) {
        setKept(undefined);
        toast.fail('一直没有网络，请看屏幕上现在的码再签一次');
        return;
      }
      send(id, kept).then(
        async (answer) => {
          setKept(undefined);
          await onDone(answer);
          toast.done('签到成功');
        },
        (error: unknown) => {
          if (error instanceof NetworkError) return;
          setKept(undefined);
          toast.fail(explain(error));
        },
      );
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, [kept, id, onDone]);

  const byCode = async (): Promise<void> => {
    const now: Kept = { code: code.replace(/\D/g, ''), capturedAt: Date.now(), key: newKey() };
    await act('code', async () => {
      try {
        await onDone(await send(id, now));
        toast.done('签到成功');
      } catch (error) {
        if (!(error instanceof NetworkError)) throw error;
        setKept(now);
      }
    });
  };
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

const send = (id: string, { code, capturedAt, key }: Kept) =>
  call(
    checkIn,
    { params: { id }, body: { code, capturedAt: new Date(capturedAt).toISOString() } },
    { idempotencyKey: key },
  );
