import * as z from 'zod';
import { WISH_FORS, WISH_TYPES } from './rules';

/** What a wish says beside the case's own words. */
export const wishInputSchema = z.strictObject({
  type: z.enum(WISH_TYPES, '请选择想要什么'),
  forWhom: z.enum(WISH_FORS, '请选择是谁的心愿').default('self'),
});
export type WishInput = z.output<typeof wishInputSchema>;
