import * as z from 'zod';
import { contract } from '../core/contract';
import { cursorSchema, limitSchema, pageOf } from '../core/pagination';
import { idSchema, timeSchema } from '../core/primitives';
import { notificationSettingsSchema } from './settings';

const tag = '消息';

/** Why somebody is told: it is his own case, one he follows, or his work. */
export const NOTIFICATION_TOPICS = ['mine', 'followed', 'work'] as const;
export const NOTIFICATION_TOPIC_NAMES: Record<(typeof NOTIFICATION_TOPICS)[number], string> = {
  mine: '我报的事',
  followed: '我关注的事',
  work: '工作',
};

/**
 * What it tells of: one case, the followed cases of a day, what piled up while the service stood still, a word to
 * admins, a step of a topic one took part in, what became of one's residence,
 * one's volunteering, or a call-up.
 */
export const NOTIFICATION_KINDS = [
  'case',
  'digest',
  'summary',
  'notice',
  'topic',
  'residence',
  'activity',
  'volunteer',
  'callup',
] as const;

const notificationIdSchema = z
  .string()
  .regex(
    /^((late:)?[0-9a-f]{24}:\d{1,9}|digest:\d{4}-\d\d-\d\d|notice:[\w-]{1,60}|topic:[0-9a-f]{24}:\d{1,4}|residence:\d{1,9}|(activity|volunteer|callup|meeting):[\w-]{1,60}):[0-9a-f]{24}$/,
    '消息编号不正确',
  );

export const notificationSchema = z
  .strictObject({
    id: notificationIdSchema,
    kind: z.enum(NOTIFICATION_KINDS),
    topic: z.enum(NOTIFICATION_TOPICS),
    title: z.string().describe('发生了什么'),
    text: z.string().describe('现在到哪一步、何时有结果'),
    caseId: idSchema.nullable().describe('说的是一件事时'),
    caseNumber: z.string().nullable(),
    topicId: idSchema.nullable().describe('说的是一个议题时'),
    linkId: idSchema.nullable().describe('说的是一个志愿活动、召集或公告时'),
    count: z.int().describe('合在这一条里的变化次数'),
    lines: z
      .array(
        z.strictObject({
          caseId: idSchema.nullable().describe('说的是一个议题时为空'),
          topicId: idSchema.optional(),
          number: z.string(),
          title: z.string(),
          text: z.string(),
        }),
      )
      .describe('说的是多件事时，最多十件'),
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

export const notificationContracts = [
  listNotifications,
  readNotifications,
  getNotificationSettings,
  setNotificationSettings,
] as const;
