import * as z from 'zod';
import { contract } from '../core/contract';
import { cursorSchema, limitSchema, pageOf } from '../core/pagination';
import { idSchema, timeSchema } from '../core/primitives';

const tag = '消息';

/** Why somebody is told: it is his own case, one he follows, or his work. */
export const NOTIFICATION_TOPICS = ['mine', 'followed', 'work'] as const;
export const NOTIFICATION_TOPIC_NAMES: Record<(typeof NOTIFICATION_TOPICS)[number], string> = {
  mine: '我报的事',
  followed: '我关注的事',
  work: '工作',
};

const notificationIdSchema = z.string().regex(/^[0-9a-f]{24}:\d{1,9}:[0-9a-f]{24}$/, '消息编号不正确');

export const notificationSchema = z
  .strictObject({
    id: notificationIdSchema,
    topic: z.enum(NOTIFICATION_TOPICS),
    title: z.string().describe('发生了什么'),
    text: z.string().describe('现在到哪一步、何时有结果'),
    caseId: idSchema,
    caseNumber: z.string(),
    at: timeSchema,
    read: z.boolean(),
  })
  .meta({ id: 'Notification' });
export type NotificationView = z.infer<typeof notificationSchema>;

export const listNotifications = contract({
  id: 'listNotifications',
  method: 'GET',
  path: '/me/notifications',
  tag,
  summary: '我的消息，最新在前；unread 最多数到 100',
  access: 'user',
  query: z.strictObject({
    topic: z.enum(NOTIFICATION_TOPICS).optional(),
    limit: limitSchema,
    cursor: cursorSchema,
  }),
  status: 200,
  response: pageOf(notificationSchema).extend({ unread: z.int() }),
  errors: [],
});

export const readNotifications = contract({
  id: 'readNotifications',
  method: 'POST',
  path: '/me/notifications/read',
  tag,
  summary: '标为已读：给出编号，或全部',
  access: 'user',
  body: z.union(
    [
      z.strictObject({ ids: z.array(notificationIdSchema).min(1).max(100) }),
      z.strictObject({ all: z.literal(true) }),
    ],
    '请给出消息编号，或选择全部',
  ),
  status: 200,
  response: z.strictObject({ unread: z.int() }),
  errors: [],
});

export const notificationSettingsSchema = z
  .strictObject({
    mine: z.boolean().describe('我报的事有进展时告诉我'),
    followed: z.boolean().describe('我关注的事有进展时告诉我'),
  })
  .meta({ id: 'NotificationSettings' });
export type NotificationSettings = z.infer<typeof notificationSettingsSchema>;

export const getNotificationSettings = contract({
  id: 'getNotificationSettings',
  method: 'GET',
  path: '/me/notifications/settings',
  tag,
  summary: '我要收哪些消息；工作消息总是要收的',
  access: 'user',
  status: 200,
  response: notificationSettingsSchema,
  errors: [],
});

export const setNotificationSettings = contract({
  id: 'setNotificationSettings',
  method: 'PUT',
  path: '/me/notifications/settings',
  tag,
  summary: '选择要收哪些消息，从此后的进展起算',
  access: 'user',
  body: notificationSettingsSchema,
  status: 200,
  response: notificationSettingsSchema,
  errors: [],
});

export const deadLetterSchema = z
  .strictObject({
    id: z.string(),
    caseId: idSchema,
    type: z.string(),
    at: timeSchema,
    tries: z.int(),
    error: z.string().describe('最后一次失败的原因'),
  })
  .meta({ id: 'DeadLetter' });

export const listDeadLetters = contract({
  id: 'listDeadLetters',
  method: 'GET',
  path: '/admin/jobs',
  tag,
  summary: '多次失败、不再自动重试的通知，最早在前；waiting 是还在等待的（最多数到 1000）',
  access: ['admin'],
  query: z.strictObject({ limit: limitSchema, cursor: cursorSchema }),
  status: 200,
  response: pageOf(deadLetterSchema).extend({ waiting: z.int() }),
  errors: [],
});

export const replayDeadLetter = contract({
  id: 'replayDeadLetter',
  method: 'POST',
  path: '/admin/jobs/:id/replay',
  tag,
  summary: '重新发送一条失败的通知',
  access: ['admin'],
  params: z.strictObject({ id: z.string().regex(/^[0-9a-f]{24}:\d{1,9}$/, '编号不正确') }),
  status: 200,
  response: z.strictObject({ id: z.string() }),
  errors: ['NOT_FOUND'],
});

export const notificationContracts = [
  listNotifications,
  readNotifications,
  getNotificationSettings,
  setNotificationSettings,
  listDeadLetters,
  replayDeadLetter,
] as const;
