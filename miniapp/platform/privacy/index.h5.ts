import { type PrivacyDesk } from './types';

/** Browsers ask themselves, for each thing. */
export const privacyDesk: PrivacyDesk = {
  subscribe: () => () => undefined,
  question: () => null,
  start: () => undefined,
  openGuide: () => Promise.resolve(),
};

export type { PrivacyDesk, PrivacyQuestion } from './types';
