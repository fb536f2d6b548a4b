import * as z from 'zod';
import { DAY_MS, shanghaiDate, startOfShanghaiDay } from '../time/shanghai';

const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写作 时:分，例如 22:00');

export const quietHoursSchema = z
  .strictObject({
    on: z.boolean(),
    from: clockSchema.describe('北京时间，可以跨过午夜'),
    to: clockSchema,
  })
  .refine(({ on, from, to }) => !on || from !== to, {
    path: ['to'],
    message: '免打扰的开始和结束时间不能相同',
  });
export type QuietHours = z.infer<typeof quietHoursSchema>;

export const notificationSettingsSchema = z
  .strictObject({
    mine: z.boolean().describe('我报的事有进展时告诉我'),
    followed: z.boolean().describe('我关注的事有进展时告诉我'),
    work: z.boolean().describe('工作消息也发到微信；消息列表里总会有'),
    quiet: quietHoursSchema.describe('这段时间不发微信通知，之后再发；消息列表不受影响'),
    digest: z
      .strictObject({
        on: z.boolean(),
        hour: z.int('请选择钟点').min(0, '钟点为 0 到 23').max(23, '钟点为 0 到 23').describe('北京时间几点'),
      })
      .describe('我关注的事每天合成一条消息；参与的议题里大家说的话总在这个钟点汇总'),
  })
  .meta({ id: 'NotificationSettings' });
export type NotificationSettings = z.infer<typeof notificationSettingsSchema>;

/** Nobody is woken unless he asks for it; nothing is held back that he did not ask to be held back. */
export const DEFAULT_SETTINGS: NotificationSettings = {
  mine: true,
  followed: true,
  work: true,
  quiet: { on: true, from: '22:00', to: '07:00' },
  digest: { on: false, hour: 18 },
};

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** When the quiet hours end that are on at this instant; null when it may be loud. */
export function quietUntil({ on, from, to }: QuietHours, nowMs: number): number | null {
  if (!on) return null;
  const midnight = startOfShanghaiDay(shanghaiDate(nowMs));
  const minute = (nowMs - midnight) / 60_000;
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  const quiet = begin < end ? minute >= begin && minute < end : minute >= begin || minute < end;
  if (!quiet) return null;
  return midnight + end * 60_000 + (minute < end ? 0 : DAY_MS);
}

/** The next instant after now at which a daily digest of that hour is due. */
export function nextDigest(hour: number, nowMs: number): number {
  const today = startOfShanghaiDay(shanghaiDate(nowMs)) + hour * 3600_000;
  return today > nowMs ? today : today + DAY_MS;
}
