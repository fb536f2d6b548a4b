/** A short tap in the hand: it is done. Browsers that cannot stay still. */
export const tapOnSuccess = (): void => {
  if (typeof navigator.vibrate === 'function') navigator.vibrate(15);
};
