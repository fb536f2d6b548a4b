/** Port to a text-message provider. A city plugs its own in; the demo uses the console one. */
export interface SmsSender {
  /**
   * @param phone mainland mobile number, 11 digits
   * @param text the whole message, one-time code included
   * @throws SmsError
   */
  send(phone: string, text: string): Promise<void>;
}

/** Never carries the number or the text: both are personal. */
export class SmsError extends Error {
  override readonly name = 'SmsError';
  constructor(
    readonly code: 'INVALID_PHONE' | 'EMPTY_TEXT' | 'UNAVAILABLE',
    readonly retryable: boolean,
  ) {
    super(`sms: ${code}`);
  }
}

/** `13812345678` → `138****5678`; anything that is no such number becomes all stars. */
export function maskPhone(phone: string): string {
  return /^1[3-9]\d{9}$/.test(phone) ? `${phone.slice(0, 3)}****${phone.slice(7)}` : '***';
}
