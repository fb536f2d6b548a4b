import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { areaRefSchema } from '../auth/schemas';
import { casePhotoSchema } from '../cases/schemas';
import { contract } from '../core/contract';
import { cursorSchema, limitSchema, pageOf } from '../core/pagination';
import { idSchema, timeSchema } from '../core/primitives';
import { WISH_FORS, WISH_TYPES } from './rules';

export const wishItemSchema = z
  .strictObject({
    id: idSchema,
    number: z.string(),
    text: z.string(),
    type: z.enum(WISH_TYPES),
    forWhom: z.enum(WISH_FORS),
    state: z.enum(['asked', 'open', 'claimed', 'done', 'over']),
    area: areaRefSchema.nullable().describe('只到社区'),
    createdAt: timeSchema,
    until: timeSchema.nullable().describe('等人认领到什么时候；已认领的，最晚什么时候完成'),
    claimedBy: z.string().nullable().describe('认领人：身份和姓氏'),
    fulfilled: z.strictObject({ text: z.string(), at: timeSchema }).nullable(),
    photos: z.array(casePhotoSchema).describe('完成的照片；孩子和病人的心愿不公开照片'),
    thanks: z.strictObject({ text: z.string(), at: timeSchema }).nullable(),
    mine: z.enum(['made', 'claimed']).nullable(),
    mayClaim: z.boolean(),
  })
  .meta({ id: 'Wish' });
export type WishItem = z.infer<typeof wishItemSchema>;

export const listWishes = contract({
  id: 'listWishes',
  method: 'GET',
  path: '/wishes',
  tag: '微心愿',
  summary: '一个区域的微心愿：等人认领的、认领了的、完成了的（心愿墙），新的在前；不填区域是本人的社区',
  access: 'public',
  query: z.strictObject({
    state: z.enum(['open', 'claimed', 'done']).default('open'),
    area: areaCodeSchema.optional(),
    limit: limitSchema,
    cursor: cursorSchema,
  }),
  status: 200,
  response: pageOf(wishItemSchema),
  errors: ['NOT_FOUND'],
});

export const listMyWishes = contract({
  id: 'listMyWishes',
  method: 'GET',
  path: '/me/wishes',
  tag: '微心愿',
  summary: '我许的心愿，或我认领的',
  access: 'user',
  query: z.strictObject({
    relation: z.enum(['made', 'claimed']).default('made'),
    limit: limitSchema,
    cursor: cursorSchema,
  }),
  status: 200,
  response: pageOf(wishItemSchema),
  errors: [],
});

export const wishContracts = [listWishes, listMyWishes] as const;
