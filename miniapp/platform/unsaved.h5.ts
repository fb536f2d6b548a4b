import { history } from '@tarojs/router';
import { type HoldPage } from './unsaved-types';

let release: (() => void) | undefined;

/** Whoever leaves now does so with everything saved. */
export const letGo = (): void => {
  release?.();
  release = undefined;
};

/** Also the browser itself asks, when the tab is closed: the router's history sees to that. */
export const holdPage: HoldPage = (ask) => {
  const hold = (): void => {
    letGo();
    release = history.block((step) => {
      if (String(step.action) === 'PUSH') {
        letGo();
        step.retry();
        hold();
      } else
        void ask().then((yes) => {
          if (!yes) return;
          letGo();
          step.retry();
        });
    });
  };
  hold();
  return letGo;
};
