import { VISIT_PURPOSE_NAMES, VISIT_PURPOSES } from '@shared/visits/rules';
import { Button, Card, Choice, Field, TextArea, TextInput, View } from '@miniapp/ui';
import { useVisitForm } from '../hooks/use-visit-form';
import { Unsent } from './unsent';

const PURPOSES = VISIT_PURPOSES.map((value) => ({ value, text: VISIT_PURPOSE_NAMES[value] }));

/** Writes down visits; each stays on the device until it is sent. */
export function VisitForm() {
  const form = useVisitForm();
  const { draft, change, locate, send, another, error, busy, round } = form;
  return (
    <>
      <Unsent current={draft.id} onOpen={form.open} onRemove={(other) => void form.remove(other)} />
      <Card title="记一次走访">
        <View key={round} className="lx-stack">
          <Field label="为什么去" required group>
            <Choice options={PURPOSES} value={draft.purpose} onChange={(purpose) => change({ purpose })} />
          </Field>
          <Button kind="secondary" icon="locate" loading={busy === 'locating'} onPress={() => void locate()}>
            {draft.place ? '已定位，重新定位' : '定位到我这里'}
          </Button>
          <Field label="在哪里">
            <TextInput
              initial={draft.placeText}
              maxLength={120}
              placeholder="如：3号楼502"
              onChange={(placeText) => change({ placeText })}
            />
          </Field>
          <Field label="见到谁" hint="用顿号隔开；加密保存，别人要看须写明原因，您看得到谁看过">
            <TextInput initial={draft.people} maxLength={200} onChange={(people) => change({ people })} />
          </Field>
          <Field label="情况" hint="加密保存，同上">
            <TextArea initial={draft.note} rows={2} maxLength={1000} onChange={(note) => change({ note })} />
          </Field>
          <Field label="发现的问题" hint="一行一个；记下后一点就能报成事项" error={error}>
            <TextArea
              initial={draft.findings}
              rows={2}
              maxLength={2000}
              onChange={(findings) => change({ findings })}
            />
          </Field>
          <Button block icon="check" loading={busy === 'sending'} onPress={() => void send()}>
            记下
          </Button>
          {another ? (
            <Button kind="ghost" icon="plus" onPress={another}>
              先放着，另记一次
            </Button>
          ) : null}
        </View>
      </Card>
    </>
  );
}
