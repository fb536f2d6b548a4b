/** A phone has room for one pane. */
export const useTwoPanes = (): boolean => false;
