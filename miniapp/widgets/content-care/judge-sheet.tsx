import { useRef, useState } from 'react';
import { type ModerationReason } from '@shared/moderation/reasons';
import { Button, Choice, Field, Sheet, TextArea, TextInput, toast, View } from '@miniapp/ui';
import { ReasonField } from './reason-field';
import { useCare } from './use-care';

export interface JudgeSheetProps {
  caseId: string;
  version: number;
  item: string;
  /** The words as written, for a text. */
  text?: string;
  onClose: () => void;
}

/** Takes a photo from the public's eyes, or words wholly or in part; the author reads why. */
export function JudgeSheet({ caseId, version, item, text, onClose }: JudgeSheetProps) {
  const [decision, setDecision] = useState<'hide' | 'redact'>('hide');
  const [reason, setReason] = useState<ModerationReason>();
  const [errors, setErrors] = useState<{ reason?: string; shown?: string }>({});
  const shown = useRef(text ?? '');
  const words = useRef('');
  const { busy, judge } = useCare(caseId);
  const send = async () => {
    const unchanged = decision === 'redact' && (shown.current.trim() === '' || shown.current === text);
    const found = {
      ...(reason === undefined && { reason: '请选择原因' }),
      ...(unchanged && { shown: '请把不宜公开的字改成 *' }),
    };
    setErrors(found);
    if (reason === undefined || unchanged) {
      // What is wrong may lie below the fold of the sheet.
      toast.fail(found.reason ?? found.shown ?? '');
      return;
    }
    const done = await judge(
      {
        item,
        decision,
        reason,
        version,
        ...(words.current.trim() ? { words: words.current.trim() } : {}),
        ...(decision === 'redact' ? { shown: shown.current } : {}),
      },
      decision === 'hide' ? '已隐藏，可以撤销' : '已遮盖，可以撤销',
    );
    if (done) onClose();
  };
  return (
    <Sheet
      open
      title={text === undefined ? '隐藏照片' : '隐藏或遮盖文字'}
      onClose={onClose}
      footer={
        <Button block size="large" kind="danger" loading={busy} onPress={() => void send()}>
          {decision === 'hide' ? '隐藏' : '遮盖'}
        </Button>
      }
    >
      <View className="lx-stack">
        {text === undefined ? null : (
          <Field label="怎么处理" group>
            <Choice
              layout="rows"
              value={decision}
              onChange={setDecision}
              options={[
                { value: 'hide', text: '整段隐藏', note: '公众看到「已隐藏」' },
                { value: 'redact', text: '遮盖一部分', note: '把不宜公开的字改成 *，其余照常公开' },
              ]}
            />
          </Field>
        )}
        <ReasonField value={reason} onChange={setReason} error={errors.reason} />
        {decision === 'redact' ? (
          <Field label="公众看到的文字" error={errors.shown} required>
            <TextArea
              rows={4}
              maxLength={2000}
              initial={text}
              onChange={(next) => {
                shown.current = next;
              }}
            />
          </Field>
        ) : null}
        <Field label="写给作者的话" optional hint="他能看到原因和这句话，并可申请复核一次">
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
