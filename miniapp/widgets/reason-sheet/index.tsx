import { type ReactNode, useState } from 'react';
import { Button, Field, Sheet, TextArea, View } from '@miniapp/ui';

export interface ReasonSheetProps {
  /** Left out: open as long as it is there. */
  open?: boolean;
  title: string;
  /** What the field is called. */
  label?: string;
  /** Who reads the reason. */
  hint?: string;
  placeholder?: string;
  /** Words on the button. */
  yes: string;
  busy?: boolean;
  /** For what cannot be undone, or takes something away. */
  danger?: boolean;
  /** Letters the server asks for. */
  least?: number;
  /** What else is asked, above the reason. */
  children?: ReactNode;
  onClose: () => void;
  onSend: (reason: string) => void;
}

/** Asks why, before something that others are told of. */
export function ReasonSheet(props: ReasonSheetProps) {
  const { open = true, title, label = '原因', hint, placeholder, yes, busy, danger, least = 2 } = props;
  const { children, onClose, onSend } = props;
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
          disabled={reason.trim().length < least}
          onPress={() => onSend(reason.trim())}
        >
          {yes}
        </Button>
      }
    >
      <View className="lx-stack">
        {children}
        <Field label={label} hint={hint} required>
          <TextArea rows={3} maxLength={200} placeholder={placeholder} onChange={setReason} />
        </Field>
      </View>
    </Sheet>
  );
}
