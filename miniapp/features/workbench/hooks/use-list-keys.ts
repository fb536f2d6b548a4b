export interface ListKeys {
  next: () => void;
  previous: () => void;
  open: () => void;
}

/** Only keys move the choice out of sight. */
export const showCard = (_id: string): void => undefined;

/** Mini-programs have no keyboard to listen to. */
export const useListKeys = (_keys: ListKeys, _on: boolean): void => undefined;
