import { useState } from 'react';
import { getAreaMode, listAreaModes, setAreaMode } from '@shared/clocks/mode-contract';
import { type Mode, MODE_NAMES, modeReasonSchema } from '@shared/clocks/modes';
import { friendlyTime } from '@shared/time/shanghai';
import { call, explain, refreshApi, useApi } from '@miniapp/client';
import { Button, Choice, confirm, Field, Sheet, TextInput, toast, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { useNow } from '@miniapp/widgets/use-now';
import { type NamedArea } from './area-picker';

const HOUR = 3600_000;
const MODES = [
  { value: 'normal', text: '平时', note: '按类别的承诺时间' },
  { value: 'major', text: '重大', note: '承诺时间减半，如大型活动、防汛' },
  { value: 'emergency', text: '应急', note: '承诺时间为四分之一，夜里和假日也算，如台风' },
] as const;
const LASTING = [
  { value: '6', text: '6 小时' },
  { value: '24', text: '1 天' },
  { value: '72', text: '3 天' },
  { value: '168', text: '7 天' },
  { value: 'open', text: '直到有人恢复' },
] as const;
type Lasting = (typeof LASTING)[number]['value'];

/** How an area stands, and the way to change it. */
export function ModeForm({ area, onClose }: { area: NamedArea; onClose: () => void }) {
  const query = useApi(getAreaMode, { params: { code: area.code } });
  const now = useNow();
  const [mode, setMode] = useState<Mode>();
  const [lasting, setLasting] = useState<Lasting>('24');
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const [saving, setSaving] = useState(false);

  const save = async (): Promise<void> => {
    if (!mode) return;
    const checked = modeReasonSchema.safeParse(reason);
    setError(checked.error?.issues[0]?.message);
    if (!checked.success) return;
    const sure = await confirm({
      title: `${area.name}改为${MODE_NAMES[mode]}？`,
      text: '此后报的事按新的时限承诺，已经作出的承诺不变。居民会看到原因。',
      yes: `改为${MODE_NAMES[mode]}`,
    });
    if (!sure) return;
    setSaving(true);
    try {
      const until =
        lasting === 'open' || mode === 'normal'
          ? undefined
          : new Date(Date.now() + Number(lasting) * HOUR).toISOString();
      await call(setAreaMode, { params: { code: area.code }, body: { mode, reason: checked.data, until } });
      await refreshApi(listAreaModes, getAreaMode);
      toast.done('已改变，30 秒内全部生效');
      onClose();
    } catch (failure) {
      toast.fail(explain(failure));
    } finally {
      setSaving(false);
    }
  };

  return (
    <Sheet
      open
      title={area.name}
      onClose={onClose}
      footer={
        <Button block loading={saving} disabled={!mode} onPress={() => void save()}>
          改变状态
        </Button>
      }
    >
      <Loaded query={query}>
        {(view) => (
          <View className="lx-stack">
            <View>
              {`现在是${MODE_NAMES[view.effective.mode]}`}
              {view.effective.area && view.effective.area.code !== area.code
                ? `（随${view.effective.area.name}）`
                : ''}
              {view.until ? `，到 ${friendlyTime(Date.parse(view.until), now)} 恢复平时` : ''}
            </View>
            <Field label="改为" required group>
              <Choice layout="rows" options={MODES} value={mode} onChange={setMode} />
            </Field>
            {mode && mode !== 'normal' ? (
              <Field label="持续多久" hint="到时自行恢复平时" group>
                <Choice options={LASTING} value={lasting} onChange={setLasting} />
              </Field>
            ) : null}
            <Field label="原因" hint="居民看得到" error={error} required>
              <TextInput maxLength={60} placeholder="如：台风“贝碧嘉”" onChange={setReason} />
            </Field>
            {view.history.length > 0 ? <View className="lx-title">最近的变更</View> : null}
            {view.history.slice(0, 10).map(({ mode: was, reason: why, at, by }) => (
              <View key={at} className="lx-small">
                {`${friendlyTime(Date.parse(at), now)} ${by.title}${by.name}：${MODE_NAMES[was]}，${why}`}
              </View>
            ))}
          </View>
        )}
      </Loaded>
    </Sheet>
  );
}
