let held = false;
// A press says itself whether the key was held; told before anything reacts to it.
const note = (event: PointerEvent | KeyboardEvent): void => {
  held = event.shiftKey;
};
window.addEventListener('pointerdown', note, true);
window.addEventListener('keydown', note, true);

/** Whether Shift was held at the last press: a range, not one. */
export const shiftHeld = (): boolean => held;
