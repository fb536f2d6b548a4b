import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { EVENT_TYPES } from '../cases/schemas';
import { contract } from '../core/contract';
import { cursorSchema, limitSchema, pageOf } from '../core/pagination';
import { idSchema, timeSchema, versionSchema, wordsSchema } from '../core/primitives';

const tag = '对接';

const urlSchema = z
  .url({ protocol: /^https?$/, error: '请填写完整的网址，以 https:// 开头', abort: true })
  .max(500, '网址太长')
  .refine((text) => {
    const { username, password, hash } = new URL(text);
    return username === '' && password === '' && hash === '';
  }, '网址里不能有用户名、密码或 #');
const eventTypesSchema = z
  .array(z.enum(EVENT_TYPES))
  .min(1, '请至少选一种事件')
  .max(EVENT_TYPES.length, '事件重复了')
  .refine((types) => new Set(types).size === types.length, '事件重复了');
const secretSchema = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, '密钥写作 whsec_ 加 base64（24 到 64 字节）');
const noteSchema = wordsSchema(0, 60, '说明');

export const webhookSchema = z
  .strictObject({
    id: idSchema,
    url: z.string(),
    eventTypes: z.array(z.enum(EVENT_TYPES)),
    areaCode: areaCodeSchema.describe('这个区域及以下的事项'),
    areaName: z.string(),
    note: z.string(),
    active: z.boolean(),
    failingSince: timeSchema.nullable().describe('从何时起一直发送失败'),
    disabledReason: z.string().nullable().describe('自动停用的原因'),
    lastDeliveredAt: timeSchema.nullable(),
    createdAt: timeSchema,
    version: versionSchema,
  })
  .meta({ id: 'Webhook' });
export type WebhookView = z.infer<typeof webhookSchema>;

const params = z.strictObject({ id: idSchema });

export const listWebhooks = contract({
  id: 'listWebhooks',
  method: 'GET',
  path: '/admin/webhooks',
  tag,
  summary: '本人管辖区域内登记的接收地址，最新在前',
  access: ['admin'],
  query: z.strictObject({ limit: limitSchema, cursor: cursorSchema }),
  status: 200,
  response: pageOf(webhookSchema),
  errors: [],
});

export const createWebhook = contract({
  id: 'createWebhook',
  method: 'POST',
  path: '/admin/webhooks',
  tag,
  summary: '登记接收地址；签名按 Standard Webhooks（webhook-id、webhook-timestamp、webhook-signature）',
  access: ['admin'],
  body: z.strictObject({
    url: urlSchema,
    eventTypes: eventTypesSchema,
    areaCode: areaCodeSchema,
    note: noteSchema.default(''),
    secret: secretSchema.optional().describe('不填则由系统生成，另行索取'),
  }),
  status: 201,
  response: webhookSchema,
  errors: ['NOT_FOUND', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'required',
});

export const updateWebhook = contract({
  id: 'updateWebhook',
  method: 'PATCH',
  path: '/admin/webhooks/:id',
  tag,
  summary: '修改、停用或重新启用接收地址',
  access: ['admin'],
  params,
  body: z.strictObject({
    url: urlSchema.optional(),
    eventTypes: eventTypesSchema.optional(),
    note: noteSchema.optional(),
    active: z.boolean().optional(),
    version: versionSchema,
  }),
  status: 200,
  response: webhookSchema,
  errors: ['NOT_FOUND', 'VERSION_CONFLICT'],
});

export const deleteWebhook = contract({
  id: 'deleteWebhook',
  method: 'DELETE',
  path: '/admin/webhooks/:id',
  tag,
  summary: '删除接收地址；还没发出的不再发送',
  access: ['admin'],
  params,
  status: 204,
  response: z.undefined(),
  errors: ['NOT_FOUND'],
});

export const testWebhook = contract({
  id: 'testWebhook',
  method: 'POST',
  path: '/admin/webhooks/:id/test',
  tag,
  summary: '发一条测试消息（type 为 ping）看对方是否应答',
  access: ['admin'],
  params,
  status: 200,
  response: z.strictObject({
    ok: z.boolean(),
    status: z.int().nullable().describe('对方应答的状态码'),
    error: z.string().nullable(),
    tookMs: z.int(),
  }),
  errors: ['NOT_FOUND'],
});

export const renewWebhookSecret = contract({
  id: 'renewWebhookSecret',
  method: 'POST',
  path: '/admin/webhooks/:id/secret',
  tag,
  summary: '换一个签名密钥，只在这次回答里给出；旧的立即失效',
  access: ['admin'],
  params,
  status: 200,
  response: z.strictObject({ secret: z.string() }),
  errors: ['NOT_FOUND'],
});

export const webhookContracts = [
  listWebhooks,
  createWebhook,
  updateWebhook,
  deleteWebhook,
  testWebhook,
  renewWebhookSecret,
] as const;
