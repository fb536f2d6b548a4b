import * as z from 'zod';
import { contract } from '../core/contract';
import { PUSH_TEMPLATE_KEYS } from './templates';

const tag = '消息';
const templateSchema = z.enum(PUSH_TEMPLATE_KEYS);

export const subscriptionsSchema = z
  .strictObject({
    items: z.array(
      z.strictObject({
        template: templateSchema,
        name: z.string(),
        note: z.string().describe('什么时候会发'),
        templateId: z.string().nullable().describe('微信的模板编号；空的是还没有开通'),
        kind: z.enum(['once', 'long_term']).describe('同意一次发一条 / 长期'),
        left: z.int().describe('还可以发几条'),
      }),
    ),
  })
  .meta({ id: 'Subscriptions' });
export type Subscriptions = z.infer<typeof subscriptionsSchema>;

export const getSubscriptions = contract({
  id: 'getSubscriptions',
  method: 'GET',
  path: '/me/subscriptions',
  tag,
  summary: '我同意接收的微信通知',
  access: 'user',
  status: 200,
  response: subscriptionsSchema,
  errors: [],
});

export const addSubscriptions = contract({
  id: 'addSubscriptions',
  method: 'POST',
  path: '/me/subscriptions',
  tag,
  summary: '在微信里同意了哪些通知；每同意一次可以发一条',
  access: 'user',
  body: z.strictObject({
    accepted: z
      .array(templateSchema)
      .min(1, '请至少选一种通知')
      .max(PUSH_TEMPLATE_KEYS.length, '通知种类重复了')
      .refine((keys) => new Set(keys).size === keys.length, '通知种类重复了'),
  }),
  status: 200,
  response: subscriptionsSchema,
  errors: ['IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const subscriptionContracts = [getSubscriptions, addSubscriptions] as const;
