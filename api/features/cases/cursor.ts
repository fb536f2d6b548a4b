import { AppError } from '@shared/core/errors';

const CHAIN = String.raw`\d{8}-[0-9a-f]{16}`;
const FORMS = {
  id: /^[0-9a-f]{24}$/,
  due: /^\d{1,15}\|[0-9a-f]{24}$/,
  notice: /^[01]\|\d{1,15}\|[0-9a-f]{24}$/,
  seq: /^\d{1,9}$/,
  team: /^[a-z][a-z0-9-]{1,60}$/,
  notification: /^\d{1,15}\|[\w:-]{26,130}$/,
  letter: /^\d{1,15}\|[\w:-]{26,130}$/,
  audit: new RegExp(String.raw`^\d{1,15}\|${CHAIN}:\d{1,9}$`),
  chain: new RegExp(String.raw`^\d{1,15}\|${CHAIN}$`),
};

/** Where a page ended, as an opaque word. */
export function encodeCursor(parts: string[]): string {
  return Buffer.from(parts.join('|')).toString('base64url');
}

/**
 * @param form what it must hold: [id], [due time in ms, id], or [number of an event]
 * @throws AppError VALIDATION_FAILED for anything we did not give out
 */
export function decodeCursor(cursor: string, form: keyof typeof FORMS): string[] {
  const decoded = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!FORMS[form].test(decoded))
    throw new AppError('VALIDATION_FAILED', '翻页标识不正确', {
      issues: [{ path: 'query.cursor', code: 'invalid', message: '翻页标识不正确' }],
    });
  return decoded.split('|');
}
