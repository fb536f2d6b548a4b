import { type Dictation } from './types';

/** The part of the Web Speech API that is used; TypeScript's DOM library has none of it. */
interface Recognition {
  lang: string;
  continuous: boolean;
  onresult: ((event: { resultIndex: number; results: ArrayLike<Result> }) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start: () => void;
  stop: () => void;
}
type Result = ArrayLike<{ transcript: string }> & { isFinal: boolean };
type Maker = new () => Recognition;

const { SpeechRecognition, webkitSpeechRecognition } = window as unknown as Partial<
  Record<'SpeechRecognition' | 'webkitSpeechRecognition', Maker>
>;
const Listener = SpeechRecognition ?? webkitSpeechRecognition;

const KEYBOARD = '也可以点键盘上的话筒，说话变成字';
const PROBLEMS: Readonly<Record<string, string>> = {
  'not-allowed': `没有得到麦克风权限。${KEYBOARD}`,
  'service-not-allowed': `浏览器不让网页听写。${KEYBOARD}`,
  // Chrome asks its maker's servers, which are out of reach in many places.
  network: `浏览器的听写服务连不上。${KEYBOARD}`,
  'no-speech': '没有听到声音，请靠近话筒再说一次',
};

export const dictation: Dictation = {
  supported: Listener !== undefined,
  hint: '不方便打字？点键盘上的话筒，说话就能变成字',
  listen(said, ended) {
    if (!Listener) return { stop: () => undefined };
    const listener = new Listener();
    listener.lang = 'zh-CN';
    listener.continuous = true;
    let problem: string | null = null;
    listener.onresult = ({ resultIndex, results }) => {
      const sure = Array.from(results)
        .slice(resultIndex)
        .filter(({ isFinal }) => isFinal);
      sure.forEach((result) => said(result[0]?.transcript ?? ''));
    };
    listener.onerror = ({ error }) => {
      problem = error === 'aborted' ? null : (PROBLEMS[error] ?? `没有听清。${KEYBOARD}`);
    };
    listener.onend = () => ended(problem);
    listener.start();
    return { stop: () => listener.stop() };
  },
};

export type { Dictation } from './types';
