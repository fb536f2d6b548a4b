import { useRef, useState } from 'react';
import { type CaseView } from '@shared/cases/schemas';
import { type ModerationReason, photoItem, textItem } from '@shared/moderation/reasons';
import { Button, Choice, Field, Sheet, TextInput, View } from '@miniapp/ui';
import { ReasonField, useCare } from '@miniapp/widgets/content-care';
import { routes } from '@miniapp/widgets/routes';
import { ensureSignedIn } from '@miniapp/widgets/sign-in';

/** What one may complain about, as a list of choices: texts first, newest last. */
export function complaintTargets(item: CaseView): { value: string; text: string }[] {
  const texts = [...item.timeline]
    .reverse()
    .filter(({ text, review }) => text !== null && (review === null || review === 'redacted'))
    .map(({ seq, text }) => ({ value: textItem(seq), text: `「${(text ?? '').slice(0, 16)}」` }));
  const photos = item.photos
    .filter(({ kind }) => kind !== 'audio')
    .map(({ id, kind }, index) => ({
      value: photoItem(id),
      text: `${kind === 'video' ? '视频' : '照片'} ${index + 1}`,
    }));
  return [...texts, ...photos];
}

/** For everybody but the reporter and staff of the case: complains about what should not be public. */
export function Complain({ item }: { item: CaseView }) {
  const [open, setOpen] = useState(false);
  if (item.viewer === 'reporter' || item.viewer === 'staff' || complaintTargets(item).length === 0)
    return null;
  const start = async () => {
    if (await ensureSignedIn(`${routes.detail}?id=${item.id}`)) setOpen(true);
  };
  return (
    <>
      <Button kind="ghost" size="small" icon="flag" onPress={() => void start()}>
        举报不当内容
      </Button>
      {open ? <ComplainSheet item={item} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function ComplainSheet({ item, onClose }: { item: CaseView; onClose: () => void }) {
  const targets = complaintTargets(item);
  const [target, setTarget] = useState(targets[0]?.value);
  const [reason, setReason] = useState<ModerationReason>();
  const [missing, setMissing] = useState(false);
  const words = useRef('');
  const { busy, complain } = useCare(item.id);
  const send = async () => {
    setMissing(reason === undefined);
    if (reason === undefined || target === undefined) return;
    const text = words.current.trim();
    if (await complain({ item: target, reason, ...(text ? { text } : {}) })) onClose();
  };
  return (
    <Sheet
      open
      title="举报不当内容"
      onClose={onClose}
      footer={
        <Button block size="large" loading={busy} onPress={() => void send()}>
          举报
        </Button>
      }
    >
      <View className="lx-stack">
        <Field label="哪一项" required group>
          <Choice value={target} onChange={setTarget} options={targets} />
        </Field>
        <ReasonField value={reason} onChange={setReason} error={missing ? '请选择原因' : undefined} />
        <Field label="说明" optional>
          <TextInput
            maxLength={200}
            onChange={(next) => {
              words.current = next;
            }}
          />
        </Field>
      </View>
    </Sheet>
  );
}
