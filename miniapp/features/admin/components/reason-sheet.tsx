import { useState } from 'react';
import { Button, Field, Sheet, TextArea } from '@miniapp/ui';

interface Props {
  title: string;
  hint: string;
  placeholder: string;
  /** Words on the button. */
  yes: string;
  busy: boolean;
  onSend: (reason: string) => void;
  onClose: () => void;
}

/** Asks why, before something is taken away from residents. */
export function ReasonSheet({ title, hint, placeholder, yes, busy, onSend, onClose }: Props) {
  const [reason, setReason] = useState('');
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
          onPress={() => onSend(reason.trim())}
        >
          {yes}
        </Button>
      }
    >
      <Field label="原因" hint={hint} required>
        <TextArea rows={3} maxLength={200} placeholder={placeholder} onChange={setReason} />
      </Field>
    </Sheet>
  );
}
