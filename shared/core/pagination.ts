import * as z from 'zod';

export const limitSchema = z.coerce.number().int().min(1).max(100).default(20);
export const cursorSchema = z
  .string()
  .min(1)
  .max(400)
  .regex(/^[\w-]+$/, '翻页标识不正确')
  .optional();

/** `{items, nextCursor}`: the shape of every list. `nextCursor` is null on the last page. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
}
