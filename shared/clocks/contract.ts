import * as z from 'zod';
import { contract } from '../core/contract';
import { versionSchema, wordsSchema } from '../core/primitives';

const tag = '日历';
/** A few years of announcements. */
const MOST_DAYS = 400;

export const dayOverrideSchema = z
  .strictObject({
    date: z.iso.date('日期应为 年-月-日，例如 2027-01-01').describe('上海日期'),
    working: z.boolean().describe('true 上班，false 放假'),
    note: wordsSchema(0, 30, '说明').default(''),
  })
  .meta({ id: 'DayOverride' });
export type DayOverrideView = z.output<typeof dayOverrideSchema>;

export const calendarOverridesSchema = z
  .strictObject({ version: versionSchema, items: z.array(dayOverrideSchema) })
  .meta({ id: 'CalendarOverrides' });
export type CalendarOverrides = z.output<typeof calendarOverridesSchema>;

export const getCalendarOverrides = contract({
  id: 'getCalendarOverrides',
  method: 'GET',
  path: '/admin/calendar/overrides',
  tag,
  summary: '本市另行规定的上班日和放假日，按日期先后',
  access: ['admin'],
  status: 200,
  response: calendarOverridesSchema,
  errors: [],
});

export const setCalendarOverrides = contract({
  id: 'setCalendarOverrides',
  method: 'PUT',
  path: '/admin/calendar/overrides',
  tag,
  summary: '整体替换另行规定的日子；只影响此后计算的时限，已作出的承诺不变',
  access: ['admin'],
  body: z.strictObject({
    version: versionSchema,
    items: z
      .array(dayOverrideSchema)
      .max(MOST_DAYS, `最多 ${MOST_DAYS} 天`)
      .refine((items) => new Set(items.map(({ date }) => date)).size === items.length, '同一天只能写一次'),
  }),
  status: 200,
  response: calendarOverridesSchema,
  errors: ['VERSION_CONFLICT'],
});

export const clockContracts = [getCalendarOverrides, setCalendarOverrides] as const;
