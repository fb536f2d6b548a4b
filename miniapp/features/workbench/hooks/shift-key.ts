/** A phone has no such key. */
export const shiftHeld = (): boolean => false;
