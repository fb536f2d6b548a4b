import { useEffect, useId, useRef } from 'react';
import { type RovingKeys } from './roving-keys';

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** WAI-ARIA radio group: one tab stop, arrow keys move focus and choice together. */
export function useRovingKeys<Value>(
  values: readonly Value[],
  value: Value | undefined,
  onChange: (value: Value) => void,
): RovingKeys<Value> {
  const id = useId().replace(/:/g, '');
  const latest = useRef({ values, onChange });
  useEffect(() => {
    latest.current = { values, onChange };
  });
  useEffect(() => {
    const group = document.getElementById(id);
    const onKey = (event: KeyboardEvent): void => {
      const step = steps[event.key];
      const radios = [...(group?.querySelectorAll<HTMLElement>('[role=radio]') ?? [])];
      const at = radios.indexOf(event.target as HTMLElement);
      if (!step || at < 0) return;
      event.preventDefault();
      const next = (at + step + radios.length) % radios.length;
      radios[next]?.focus();
      const chosen = latest.current.values[next];
      if (chosen !== undefined) latest.current.onChange(chosen);
    };
    group?.addEventListener('keydown', onKey);
    return () => group?.removeEventListener('keydown', onKey);
  }, [id]);
  const stop = value !== undefined && values.includes(value) ? value : values[0];
  return { id, tabIndex: (candidate) => (candidate === stop ? 0 : -1) };
}
