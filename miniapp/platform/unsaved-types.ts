/**
 * Keeps whoever goes back, or elsewhere, on the page until he has said that he means it. Pages above it open as ever.
 * @param ask resolves with whether to leave; only the portal uses it, WeChat asks by itself
 * @returns ends it
 */
export type HoldPage = (ask: () => Promise<boolean>) => () => void;
