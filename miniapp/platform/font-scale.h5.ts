/** Browsers scale text by themselves; a root size above 16 px means the person asked for larger letters. */
export const fontScale = (): number =>
  parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
