import { type Dictation } from './types';

/**
 * WeChat's own speech recognition is a plug-in each account has to apply for; the keyboard's microphone key needs
 * nobody's permission and knows the dialects its owner speaks. So here it is that key the field tells of.
 */
export const dictation: Dictation = {
  supported: false,
  hint: '不方便打字？点键盘上的话筒，说话就能变成字',
  listen: () => ({ stop: () => undefined }),
};

export type { Dictation } from './types';
