import { type ReactNode, useState } from 'react';
import { Button, Field, Sheet, TextArea, View } from '@miniapp/ui';

interface ReasonSheetProps {
  open: boolean;
  title: string;
  hint: string;
  yes: string;
  busy?: boolean;
  danger?: boolean;
  /** What else is asked, above the reason. */
  children?: ReactNode;
  onClose: () => void;
  onSend: (reason: string) => void;
}

/** What is done with a reason that others read. */
export function ReasonSheet(props: ReasonSheetProps) {
  const { open, title, hint, yes, busy, danger, children, onClose, onSend } = props;
  const [reason, setReason] = useState('');
  return (
    <Sheet
      open={open}
      title={title}
      onClose={onClose}
      footer={
        <Button
          block
          kind={danger ? 'danger' : 'primary'}
          loading={busy}
          disabled={reason.trim().length < 4}
          onPress={() => onSend(reason)}
        >
          {yes}
        </Button>
      }
    >
      <View className="lx-stack">
        {children}
        <Field label="理由" hint={hint} required>
          <TextArea rows={4} maxLength={200} onChange={setReason} />
        </Field>
      </View>
    </Sheet>
  );
}
