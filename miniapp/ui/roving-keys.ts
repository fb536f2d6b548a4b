import { useId } from 'react';

export interface RovingKeys<Value> {
  /** Goes on the group's element. */
  id: string;
  tabIndex: (value: Value) => number;
}

/**
 * Radio groups have one tab stop and move with the arrow keys. That exists on H5 only (roving-keys.h5.ts); a
 * mini-program has no keyboard, so here every piece is simply tappable.
 */
export function useRovingKeys<Value>(
  _values: readonly Value[],
  _value: Value | undefined,
  _onChange: (value: Value) => void,
): RovingKeys<Value> {
  return { id: useId().replace(/:/g, ''), tabIndex: () => 0 };
}
