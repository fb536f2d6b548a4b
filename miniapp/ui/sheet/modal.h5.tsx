import { type KeyboardEvent, useEffect, useRef } from 'react';
import { type ModalProps } from './modal';

const focusable = 'button:not(:disabled),a[href],input:not(:disabled),textarea:not(:disabled),[tabindex="0"]';

export function Modal({ label, onClose, place, role = 'dialog', children }: ModalProps) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus();
    return () => (before instanceof HTMLElement ? before.focus() : undefined);
  }, []);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
    }
    if (event.key !== 'Tab' || !panel.current) return;
    const stops = [...panel.current.querySelectorAll<HTMLElement>(focusable)];
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (document.activeElement !== edge && document.activeElement !== panel.current) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
  };

  return (
    <div className={`lx-modal lx-modal--${place}`} onKeyDown={onKeyDown}>
      <div className="lx-modal__scrim" onClick={onClose} aria-hidden />
      <div className="lx-modal__panel" role={role} aria-modal aria-label={label} tabIndex={-1} ref={panel}>
        {children}
      </div>
    </div>
  );
}
