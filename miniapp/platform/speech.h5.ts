import { type Speech } from './speech';

export const speech: Speech = {
  supported: 'speechSynthesis' in window,
  speak: (text) =>
    new Promise((resolve) => {
      window.speechSynthesis.cancel();
      const words = new SpeechSynthesisUtterance(text);
      words.lang = 'zh-CN';
      words.rate = 0.9;
      words.onend = () => resolve();
      words.onerror = () => resolve();
      window.speechSynthesis.speak(words);
    }),
  stop: () => window.speechSynthesis.cancel(),
};
