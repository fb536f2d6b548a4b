import { useState } from 'react';
import { Button, CellList, Field, Sheet, SwitchCell, TextArea, View } from '@miniapp/ui';

interface ReasonSheetProps {
  title: string;
  label: string;
  hint?: string;
  yes: string;
  busy: boolean;
  /** A switch beside the reason. */
  extra?: string;
  onClose: () => void;
  onSend: (reason: string, extra: boolean) => void;
}

/** Asks why, before something that others are told of. */
export function ReasonSheet({ title, label, hint, yes, busy, extra, onClose, onSend }: ReasonSheetProps) {
  const [reason, setReason] = useState('');
  const [on, setOn] = useState(false);
  return (
    <Sheet
      open
      title={title}
      onClose={onClose}
      footer={
        <Button
          block
          kind="danger"
          loading={busy}
          disabled={reason.trim().length < 2}
          onPress={() => onSend(reason, on)}
        >
          {yes}
        </Button>
      }
    >
      <View className="lx-stack">
        <Field label={label} hint={hint} required>
          <TextArea rows={3} maxLength={200} onChange={setReason} />
        </Field>
        {extra ? (
          <CellList label={extra}>
            <SwitchCell title={extra} on={on} onChange={setOn} />
          </CellList>
        ) : null}
      </View>
    </Sheet>
  );
}
