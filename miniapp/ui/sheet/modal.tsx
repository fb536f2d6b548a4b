import { type ReactNode } from 'react';
import { View } from '../primitives';

export interface ModalProps {
  /** Accessible name of the dialog. */
  label: string;
  onClose: () => void;
  /** `bottom` slides up on a phone; `center` stands in the middle. */
  place: 'bottom' | 'center';
  /** alertdialog for a question that must be answered. */
  role?: 'dialog' | 'alertdialog';
  children: ReactNode;
}

/** The layer under sheets and dialogs; on H5 (modal.h5.tsx) it also keeps the keyboard inside. */
export function Modal({ label, onClose, place, role = 'dialog', children }: ModalProps) {
  return (
    <View className={`lx-modal lx-modal--${place}`}>
      <View className="lx-modal__scrim" onClick={onClose} hidden />
      <View className="lx-modal__panel" role={role} label={label}>
        {children}
      </View>
    </View>
  );
}
