/** What a key does on the workbench of a desktop. */
export type Shortcut =
  'next' | 'previous' | 'open' | 'select' | 'accept' | 'reply' | 'verify' | 'search' | 'help' | 'leave';

export const SHORTCUTS: readonly { key: string; shown: string; does: Shortcut; words: string }[] = [
  { key: 'j', shown: 'J', does: 'next', words: '下一件' },
  { key: 'k', shown: 'K', does: 'previous', words: '上一件' },
  { key: 'Enter', shown: '回车', does: 'open', words: '单独打开选中的事项' },
  { key: 'x', shown: 'X', does: 'select', words: '勾选或取消勾选，用于批量' },
  { key: 'a', shown: 'A', does: 'accept', words: '受理（勾选了多件时批量受理）' },
  { key: 'r', shown: 'R', does: 'reply', words: '答复（勾选了多件时批量答复）' },
  { key: 'v', shown: 'V', does: 'verify', words: '核实（勾选了多件时批量核实）' },
  { key: '/', shown: '/', does: 'search', words: '到搜索框' },
  { key: '?', shown: '?', does: 'help', words: '看这张按键表' },
  { key: 'Escape', shown: 'Esc', does: 'leave', words: '取消勾选，再按一次收起右边的事项' },
];

export interface KeyPress {
  key: string;
  /** Ctrl, Alt or the command key is held: the browser's own business. */
  modified: boolean;
  /** Somebody types, or answers a dialog. */
  busy: boolean;
  /** The focus is on a button or a link, which Enter presses. */
  onControl: boolean;
}

/** Null for a key that is not ours now. */
export function shortcutOf({ key, modified, busy, onControl }: KeyPress): Shortcut | null {
  if (modified || busy || (key === 'Enter' && onControl)) return null;
  return (
    SHORTCUTS.find((shortcut) => shortcut.key === (key.length === 1 ? key.toLowerCase() : key))?.does ?? null
  );
}
