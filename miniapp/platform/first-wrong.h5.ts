const CONTROL = 'input, textarea, select, button, [tabindex="0"]';

/** Brings the first field with an error into view and the cursor into it; pages below are not looked at. */
export const showFirstWrong = (): void => {
  const wrong = [...document.querySelectorAll<HTMLElement>('.lx-field--error')];
  const first = wrong.find((field) => field.offsetParent !== null);
  first?.querySelector<HTMLElement>(CONTROL)?.focus({ preventScroll: true });
  first?.scrollIntoView({ block: 'center' });
};
