import { useEffect, useRef } from 'react';
import { shortcutOf } from '../model/shortcuts';
import { type ListKeys } from './use-list-keys';

const OWN_KEYS =
  'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="dialog"], [role="alertdialog"]';
const SHEET_OPEN = '.lx-modal';

/** Brings the chosen card into sight without moving the rest of the page. */
export function showCard(id: string): void {
  document.getElementById(`card-${id}`)?.scrollIntoView({ block: 'nearest' });
}

/** Goes to the first thing that can be filled in or pressed there, once it is drawn. */
export function focusWithin(selector: string): void {
  requestAnimationFrame(() => {
    const part = document.querySelector(selector);
    part?.scrollIntoView({ block: 'nearest' });
    part?.querySelector<HTMLElement>('input, textarea, button:not(:disabled)')?.focus();
  });
}

/** The keys of the workbench; never while somebody types or answers a dialog. */
export function useListKeys(keys: ListKeys, on: boolean): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!on) return undefined;
    const listen = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : null;
      const does = shortcutOf({
        key: event.key,
        modified: event.ctrlKey || event.metaKey || event.altKey,
        busy: Boolean(target?.closest(OWN_KEYS)) || document.querySelector(SHEET_OPEN) !== null,
        onControl: Boolean(target?.closest('button, a')),
      });
      if (does === null) return;
      event.preventDefault();
      latest.current[does]();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [on]);
}
