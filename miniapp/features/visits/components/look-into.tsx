import { useState } from 'react';
import { discloseVisit, type DisclosedVisit, type VisitView } from '@shared/visits/contract';
import { call, explain } from '@miniapp/client';
import { Button, Field, Sheet, TextInput, View } from '@miniapp/ui';

/** Opens what a visit keeps sealed, for a reason that is written down; it is on the screen once and kept nowhere. */
export function LookInto({ item }: { item: VisitView }) {
  const [open, setOpen] = useState(false);
  const [purpose, setPurpose] = useState('');
  const [shown, setShown] = useState<DisclosedVisit>();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const look = async () => {
    setBusy(true);
    setError(undefined);
    try {
      setShown(await call(discloseVisit, { params: { id: item.id }, body: { purpose: purpose.trim() } }));
      setOpen(false);
    } catch (failure) {
      setError(explain(failure));
    } finally {
      setBusy(false);
    }
  };
  if (shown)
    return (
      <View className="lx-stack">
        <View>{shown.people.length > 0 ? `见到：${shown.people.join('、')}` : '没有写见到谁'}</View>
        {shown.note ? <View>{shown.note}</View> : null}
        <View className="lx-caption lx-num">{`已记下您看过；24 小时内还能看 ${shown.leftToday} 条`}</View>
      </View>
    );
  return (
    <>
      <Button kind="ghost" size="small" icon="eye" onPress={() => setOpen(true)}>
        看见到谁和情况
      </Button>
      <Sheet
        open={open}
        title="为什么要看"
        onClose={() => setOpen(false)}
        footer={
          <Button
            block
            size="large"
            loading={busy}
            disabled={purpose.trim().length < 2}
            onPress={() => void look()}
          >
            记下并查看
          </Button>
        }
      >
        <Field label="用途" hint={`会记下来，${item.worker}和上级都看得到`} error={error} required>
          <TextInput maxLength={60} placeholder="如：核对独居老人的探访" onChange={setPurpose} />
        </Field>
      </Sheet>
    </>
  );
}
