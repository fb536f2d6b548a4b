import Taro from '@tarojs/taro';
import { createQuestions } from './create-desk';
import { type PrivacyDesk } from './types';

const listeners = new Set<() => void>();
const questions = createQuestions(() => listeners.forEach((tell) => tell()));

/** WeChat's questions about the privacy guide, asked at the moment something needs it (never at the start). */
export const privacyDesk: PrivacyDesk = {
  subscribe(changed) {
    listeners.add(changed);
    return () => void listeners.delete(changed);
  },
  question: questions.question,
  start() {
    // Base libraries before 2.32.3 ask by themselves.
    if (typeof Taro.onNeedPrivacyAuthorization !== 'function') return;
    Taro.onNeedPrivacyAuthorization((resolve, event) => questions.ask(resolve, event?.referrer ?? ''));
  },
  openGuide: () =>
    new Promise((resolve, reject) =>
      Taro.openPrivacyContract({
        success: () => resolve(),
        fail: ({ errMsg }) => reject(new Error(errMsg)),
      }),
    ),
};

export type { PrivacyDesk, PrivacyQuestion } from './types';
