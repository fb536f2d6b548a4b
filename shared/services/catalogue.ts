import * as z from 'zod';
import { timeSchema, wordsSchema } from '../core/primitives';

/** How something can be done (办理方式). */
export const WAY_NAMES = {
  online: '网上办',
  window: '窗口办',
  proxy: '网格员代办',
  door: '上门办',
  appointment: '预约办',
} as const;
export type Way = keyof typeof WAY_NAMES;
export const WAYS = Object.keys(WAY_NAMES) as [Way, ...Way[]];
export const waySchema = z.enum(WAYS, '没有这种办理方式');

/** Whose counter it is: of the resident's own community, street or district. */
export const SITE_LEVELS = ['community', 'street', 'district'] as const;
export type SiteLevel = (typeof SITE_LEVELS)[number];

const slug = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, '编号只能用小写字母、数字和短横线');
const line = (max: number) => wordsSchema(1, max, '内容');
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间应写成 08:30');

export const spanSchema = z
  .strictObject({
    days: z.array(z.int().min(1).max(7)).min(1).max(7).describe('1–7 为周一至周日'),
    from: clockTime,
    to: clockTime,
  })
  .refine(({ from, to }) => from < to, '结束时间要晚于开始时间');
export type OpenSpan = z.infer<typeof spanSchema>;

export const materialSchema = z.strictObject({
  name: line(40),
  note: line(200).optional(),
  sample: line(200).optional().describe('怎么拍、怎么填'),
});
export type Material = z.infer<typeof materialSchema>;

export const MATERIALS_AT_MOST = 12;

export const serviceItemSchema = z.strictObject({
  id: slug,
  name: line(40),
  lifeEvent: slug,
  category: line(20).describe('办这件事的事项归到哪一类'),
  department: line(40),
  audience: line(200).describe('谁可以办'),
  modes: z.array(waySchema).min(1).max(5),
  materials: z.array(materialSchema).max(MATERIALS_AT_MOST),
  steps: z.array(line(200)).min(1).max(12),
  timeLimit: z.strictObject({
    text: line(60),
    hours: z.number().min(0),
    clock: z.enum(['working', 'natural']),
  }),
  fee: z.strictObject({ yuan: z.number().min(0), text: line(60) }),
  place: line(60),
  siteLevel: z.enum(SITE_LEVELS),
  hours: z.strictObject({ text: line(80), open: z.array(spanSchema).max(14) }),
  appointment: z
    .strictObject({ slotMinutes: z.int().min(10).max(240), capacity: z.int().min(1).max(50) })
    .nullish(),
  legalBasis: z.array(line(120)).max(6),
  keywords: z.array(line(20)).max(20).describe('居民会怎么说'),
  withdrawn: z
    .strictObject({ reason: line(200), at: timeSchema })
    .nullish()
    .describe('停办了：不再接受申请'),
});
export type ServiceItem = z.infer<typeof serviceItemSchema>;

/** The whole catalogue of a city in one version; small enough to be one document. */
export const serviceCatalogueSchema = z
  .strictObject({
    version: z.string().regex(/^[\w.-]{1,40}$/, '版本号由字母、数字和 . - _ 组成'),
    note: wordsSchema(0, 500, '说明').optional(),
    modes: z.partialRecord(waySchema, line(20)).optional(),
    lifeEvents: z
      .array(z.strictObject({ id: slug, name: line(20), order: z.int() }))
      .min(1)
      .max(40),
    services: z.array(serviceItemSchema).min(1).max(500),
  })
  .superRefine(({ lifeEvents, services }, ctx) => {
    const groups = new Set(lifeEvents.map(({ id }) => id));
    const seen = new Set<string>();
    services.forEach((item, index) => {
      const wrong = (field: string, message: string) =>
        ctx.addIssue({ code: 'custom', path: ['services', index, field], message });
      if (seen.has(item.id)) wrong('id', `编号 ${item.id} 重复`);
      seen.add(item.id);
      if (!groups.has(item.lifeEvent)) wrong('lifeEvent', '没有这个人生阶段');
      if (item.modes.includes('appointment') && (!item.appointment || item.hours.open.length === 0))
        wrong('appointment', '可以预约的要写明每段多久、几个人、哪几天开放');
    });
  });
export type ServiceCatalogue = z.infer<typeof serviceCatalogueSchema>;
