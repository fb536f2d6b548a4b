import { useEffect, useRef } from 'react';
import { type ListKeys } from './use-list-keys';

const OWN_KEYS = 'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="alertdialog"]';

/** Brings the chosen card into sight without moving the rest of the page. */
export function showCard(id: string): void {
  document.getElementById(`card-${id}`)?.scrollIntoView({ block: 'nearest' });
}

/** j and k walk through the list, Enter goes into the chosen one; never while somebody types or answers a dialog. */
export function useListKeys(keys: ListKeys, on: boolean): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!on) return undefined;
    const listen = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.ctrlKey || event.metaKey || event.altKey || target?.closest(OWN_KEYS)) return;
      if (event.key === 'j') latest.current.next();
      else if (event.key === 'k') latest.current.previous();
      // Enter on a button or a link presses that, as everywhere else.
      else if (event.key === 'Enter' && !target?.closest('button, a')) latest.current.open();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [on]);
}
