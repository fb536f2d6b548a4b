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
  letGo();
  release = history.block((step) => {
    const leave = (): void => {
      letGo();
      step.retry();
    };
    // A page opened above: whoever comes back from it is held anew.
    if (String(step.action) === 'PUSH') leave();
    else void ask().then((yes) => yes && leave());
  });
  return letGo;
};
