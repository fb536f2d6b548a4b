import { type Shortcut } from '../model/shortcuts';

export type ListKeys = Record<Shortcut, () => void>;

/** Only keys move the choice out of sight. */
export const showCard = (_id: string): void => undefined;

/** A phone's keyboard comes when somebody taps a field, not before. */
export const focusWithin = (_selector: string): void => undefined;

/** Mini-programs have no keyboard to listen to. */
export const useListKeys = (_keys: ListKeys, _on: boolean): void => undefined;
