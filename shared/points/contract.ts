import * as z from 'zod';
import { contract } from '../core/contract';
import { cursorSchema, limitSchema, pageOf } from '../core/pagination';
import { timeSchema } from '../core/primitives';

const tag = '志愿时长和积分';

const honourSchema = z.strictObject({ code: z.string(), name: z.string(), minutes: z.int() });
const yearSchema = z.coerce
  .number('年份不正确')
  .int('年份不正确')
  .min(2000, '年份不正确')
  .max(2100, '年份不正确');

export const pointEntrySchema = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    reason: z.enum(['service', 'visit', 'correction']),
    points: z.int(),
    minutes: z.int(),
    balance: z.int().describe('这一笔之后的积分'),
    at: timeSchema,
  })
  .meta({ id: 'PointEntry' });
export type PointEntry = z.infer<typeof pointEntrySchema>;

const totals = { minutes: z.int(), services: z.int(), points: z.int() };

export const getHours = contract({
  id: 'getHours',
  method: 'GET',
  path: '/me/volunteer/hours',
  tag,
  summary: '我的服务时长、积分、荣誉和积分流水，最新在前',
  access: 'user',
  query: z.strictObject({ limit: limitSchema, cursor: cursorSchema }),
  status: 200,
  response: pageOf(pointEntrySchema).extend({
    ...totals,
    honours: z.array(honourSchema),
    next: honourSchema.nullable(),
    rules: z.array(z.string()).describe('怎么记分'),
  }),
  errors: [],
});

export const getYear = contract({
  id: 'getYear',
  method: 'GET',
  path: '/me/volunteer/years/:year',
  tag,
  summary: '我的一年：时长、次数、积分、做得最多的事，按月',
  access: 'user',
  params: z.strictObject({ year: yearSchema }),
  status: 200,
  response: z.strictObject({
    year: z.int(),
    ...totals,
    visits: z.int(),
    months: z.array(z.int()).length(12).describe('一月到十二月的服务分钟'),
    most: z.array(z.strictObject({ title: z.string(), times: z.int() })).describe('去得最多的活动'),
    complete: z.boolean().describe('记录太多时只算最近的'),
  }),
  errors: [],
});

export const getCertificate = contract({
  id: 'getCertificate',
  method: 'GET',
  path: '/me/volunteer/certificate',
  tag,
  summary: '服务证书（A4 PDF），带任何人可以查验的编号；不填年份是全部',
  access: 'user',
  query: z.strictObject({ year: yearSchema.optional() }),
  status: 200,
  response: z.unknown(),
  binary: true,
  errors: ['WRONG_STATE', 'TOO_MANY_REQUESTS', 'UNAVAILABLE'],
});

export const checkCertificate = contract({
  id: 'checkCertificate',
  method: 'GET',
  path: '/certificates/:code',
  tag,
  summary: '查验一张证书：编号、姓名（遮住名）、时长',
  access: 'public',
  params: z.strictObject({ code: z.string().min(8, '证书编号不正确').max(40, '证书编号不正确') }),
  status: 200,
  response: z.strictObject({
    code: z.string(),
    name: z.string(),
    ...totals,
    year: z.int().nullable(),
    issuer: z.string(),
    issuedAt: timeSchema,
  }),
  errors: ['NOT_FOUND', 'TOO_MANY_REQUESTS'],
});

export const pointContracts = [getHours, getYear, getCertificate, checkCertificate] as const;
