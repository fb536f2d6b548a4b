import { useRef, useState } from 'react';
import { type EventType } from '@shared/cases/schemas';
import { createWebhook } from '@shared/webhooks/contract';
import { ApiProblem, call, explain, useUser } from '@miniapp/client';
import { Button, Field, MultiChoice, Sheet, TextInput, toast, View } from '@miniapp/ui';
import { SENDABLE_EVENTS } from '../model/event-names';

const USUAL: EventType[] = ['submit', 'accept', 'reply', 'verify', 'decline'];

interface WebhookFormProps {
  onClose: () => void;
  onMade: (id: string) => void;
}

/** Registers an address to which events are sent. */
export function WebhookForm({ onClose, onMade }: WebhookFormProps) {
  const user = useUser();
  const ownArea = user?.roles.find(({ role }) => role === 'admin')?.areaCode ?? '';
  const typed = useRef({ url: '', note: '', areaCode: ownArea });
  const [eventTypes, setEventTypes] = useState(USUAL);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [saving, setSaving] = useState(false);
  const save = async (): Promise<void> => {
    setSaving(true);
    try {
      const { id } = await call(createWebhook, { body: { ...typed.current, eventTypes } });
      onMade(id);
    } catch (error) {
      const issues = error instanceof ApiProblem ? error.errors : [];
      setWrong(
        Object.fromEntries(
          issues.map(({ path, message }): [string, string] => [path.split('.')[0] ?? path, message]),
        ),
      );
      toast.fail(explain(error));
    } finally {
      setSaving(false);
    }
  };
  return (
    <Sheet
      open
      title="登记接收地址"
      onClose={onClose}
      footer={
        <Button block loading={saving} onPress={() => void save()}>
          登记
        </Button>
      }
    >
      <View className="lx-stack">
        <Field label="网址" hint="对方接收数据的地址，以 https:// 开头" error={wrong.url} required>
          <TextInput placeholder="https://" onChange={(text) => (typed.current.url = text.trim())} />
        </Field>
        <Field label="区域编码" hint="这个区域及以下的事项才会推送" error={wrong.areaCode} required>
          <TextInput
            initial={ownArea}
            kind="number"
            onChange={(text) => (typed.current.areaCode = text.trim())}
          />
        </Field>
        <Field label="推送哪些事件" error={wrong.eventTypes} group>
          <MultiChoice values={eventTypes} onChange={setEventTypes} options={SENDABLE_EVENTS} />
        </Field>
        <Field label="说明" error={wrong.note} optional>
          <TextInput maxLength={60} onChange={(text) => (typed.current.note = text)} />
        </Field>
      </View>
    </Sheet>
  );
}
