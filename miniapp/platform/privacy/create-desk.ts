import { type PrivacyQuestion } from './types';

type Resolve = (answer: { event: 'agree' | 'disagree' | 'exposureAuthorization'; buttonId?: string }) => void;

/** Gathers WeChat's questions: two interfaces that wait at the same moment are one sheet and one answer. */
export function createQuestions(changed: () => void) {
  let waiting: Resolve[] = [];
  let question: PrivacyQuestion | null = null;
  return {
    question: () => question,
    ask(resolve: Resolve, because: string): void {
      waiting.push(resolve);
      // WeChat counts who was shown what.
      resolve({ event: 'exposureAuthorization' });
      question ??= {
        because,
        answer(agreed, buttonId) {
          const all = waiting;
          waiting = [];
          question = null;
          changed();
          all.forEach((settle) =>
            settle(agreed ? { event: 'agree', ...(buttonId && { buttonId }) } : { event: 'disagree' }),
          );
        },
      };
      changed();
    },
  };
}
