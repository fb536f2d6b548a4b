import { type PhoneButtonProps } from './phone-button-props';

/** Browsers know no number: a code by text message is the way. */
export function PhoneButton(_props: PhoneButtonProps) {
  return null;
}
