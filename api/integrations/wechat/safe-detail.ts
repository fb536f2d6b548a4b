const telling = [
  /\bdata\.\w{1,40}/, // which template key was refused (47003), never its value
  /\bip \d{1,3}(?:\.\d{1,3}){3}/, // which of our addresses is not on the whitelist (40164)
  /\brid: [\da-f]{8}-[\da-f]{8}-[\da-f]{8}/, // the request id by which WeChat's support finds the call
];

/**
 * The parts of WeChat's errmsg that help and are harmless. Everything else is dropped, as it may quote the request
 * and with it secrets or personal data; errcode already says what is wrong.
 */
export function safeDetail(errmsg: string): string | undefined {
  const parts = telling.flatMap((pattern) => pattern.exec(errmsg)?.[0] ?? []);
  return parts.length === 0 ? undefined : parts.join(', ');
}
