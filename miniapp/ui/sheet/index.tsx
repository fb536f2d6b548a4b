import { type ReactNode } from 'react';
import { IconButton } from '../button';
import { Heading, View } from '../primitives';
import { Modal } from './modal';

export interface SheetProps {
  open: boolean;
  title: string;
  onClose: () => void;
  /** Stays at the bottom while the contents scroll. */
  footer?: ReactNode;
  children: ReactNode;
}

/** A panel from the bottom (in the middle on a desktop) for a short task beside the page. */
export function Sheet({ open, title, onClose, footer, children }: SheetProps) {
  if (!open) return null;
  return (
    <Modal label={title} onClose={onClose} place="bottom">
      <View className="lx-sheet__head">
        <Heading level={2} className="lx-sheet__title">
          {title}
        </Heading>
        <IconButton icon="close" label="关闭" onPress={onClose} />
      </View>
      <View className="lx-sheet__body">{children}</View>
      {footer ? <View className="lx-sheet__foot">{footer}</View> : null}
    </Modal>
  );
}
