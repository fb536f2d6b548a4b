import { maskPhone, SmsError, type SmsSender } from './sms-sender';

/** One line per message for the ordinary log: no number, no text. */
export interface SmsLogLine {
  event: 'sms_sent';
  phoneMasked: string;
  characters: number;
}

/**
 * A sender that delivers nothing. `log` gets a harmless line; only `reveal`, which the demo alone passes in, sees
 * number and text, so that no other deployment can print codes by accident.
 */
export function createConsoleSmsSender(options: {
  log: (line: SmsLogLine) => void;
  reveal?: (message: { phone: string; text: string }) => void;
}): SmsSender {
  return {
    send(phone, text) {
      if (!/^1[3-9]\d{9}$/.test(phone)) return Promise.reject(new SmsError('INVALID_PHONE', false));
      if (text.trim() === '') return Promise.reject(new SmsError('EMPTY_TEXT', false));
      options.log({ event: 'sms_sent', phoneMasked: maskPhone(phone), characters: text.length });
      options.reveal?.({ phone, text });
      return Promise.resolve();
    },
  };
}
