/** Browsers read no codes; the phone's own camera opens the link in one. */
export const canScan = false;

export const scanCode = (): Promise<string | null> => Promise.resolve(null);
