import * as z from 'zod';

/** 24 hexadecimal characters: ids of stored documents, ordered by time. */
export const idSchema = z.string().regex(/^[0-9a-f]{24}$/, '编号格式不正确');

/** ISO 8601, UTC, as all times in and out of the API. */
export const timeSchema = z.iso.datetime();

/** Optimistic lock of a mutable resource; grows by one with every change. */
export const versionSchema = z.int().min(1).max(2_147_483_647);

/** C0 controls except tab and line ends, DEL, and lone surrogates: nothing a person types, much an attacker does. */
function hasForbidden(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if ((unit < 0x20 && unit !== 0x09 && unit !== 0x0a && unit !== 0x0d) || unit === 0x7f) return true;
    if (unit < 0xd800 || unit > 0xdfff) continue;
    const next = text.charCodeAt(i + 1);
    const isPair = unit < 0xdc00 && next >= 0xdc00 && next <= 0xdfff;
    if (!isPair) return true;
    i += 1;
  }
  return false;
}

/** Words a person wrote: trimmed, line ends normalised, without control characters. */
export function wordsSchema(min: number, max: number, what: string) {
  return z
    .string()
    .max(max * 2 + 1000, `${what}最多 ${max} 个字`)
    .refine((text) => !hasForbidden(text), `${what}里有无法识别的字符`)
    .transform((text) => text.replace(/\r\n?/g, '\n').trim())
    .pipe(
      z
        .string()
        .min(min, min <= 1 ? `请填写${what}` : `${what}至少 ${min} 个字`)
        .max(max, `${what}最多 ${max} 个字`),
    );
}

/** Mainland mobile number, 11 digits. */
export const phoneSchema = z.string().regex(/^1[3-9]\d{9}$/, '请填写 11 位手机号');
