import * as z from 'zod';
import { areaRefSchema } from '../auth/schemas';
import { coordTypeSchema } from '../geo/place';
import { areaLevelSchema, gridKindSchema, postFunctionSchema, settlementSchema } from './levels';

/** 6 digits district + 3 street + 3 community + 3 grid + 3 microgrid (DB11/T 2157); the city's code is 4 digits. */
export const areaCodeSchema = z
  .string()
  .regex(/^(\d{4}|\d{6}|\d{9}|\d{12}|\d{15}|\d{18})$/, '区域编码格式不正确');

const ring = z.array(z.array(z.number()));
/** A boundary as answered: what came in was checked, what goes out only needs its shape. */
export const outGeometrySchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
  z.strictObject({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
]);

export const personCardSchema = z
  .strictObject({
    postId: z.string(),
    name: z.string(),
    function: postFunctionSchema,
    functionName: z.string(),
    avatarUrl: z.string().nullable(),
    duties: z.string(),
    officeHours: z.string(),
    languages: z.array(z.string()),
    phoneMasked: z.string().nullable(),
    onDuty: z.boolean(),
    dutyToday: z.string().nullable().describe('今天的值班时间；没有排班时为空'),
  })
  .meta({ id: 'PersonCard' });
export type PersonCard = z.infer<typeof personCardSchema>;

export const workerRefSchema = z
  .strictObject({
    postId: z.string(),
    name: z.string(),
    function: postFunctionSchema,
    functionName: z.string(),
    avatarUrl: z.string().nullable(),
  })
  .meta({ id: 'WorkerRef' });

export const centerSchema = z
  .strictObject({
    areaCode: z.string(),
    name: z.string(),
    level: areaLevelSchema,
    phone: z.string().nullable().describe('中心对外公布的值班电话'),
    address: z.string().nullable(),
    hours: z.string(),
  })
  .meta({ id: 'Center' });
export type CenterView = z.infer<typeof centerSchema>;

export const areaViewSchema = z
  .strictObject({
    code: z.string(),
    level: areaLevelSchema,
    name: z.string(),
    parentCode: z.string().nullable(),
    path: z.array(areaRefSchema),
    kind: gridKindSchema.nullable(),
    settlement: settlementSchema.nullable(),
    households: z.int().nullable(),
    children: z.int().describe('下一级区域的个数'),
    centre: z.strictObject({ lng: z.number(), lat: z.number(), coordType: coordTypeSchema }),
    geometry: outGeometrySchema.optional().describe('仅 geometry=1 时返回，坐标系同 centre.coordType'),
    version: z.int(),
  })
  .meta({ id: 'Area' });
export type AreaView = z.infer<typeof areaViewSchema>;

export const locateResultSchema = z
  .strictObject({
    grid: areaRefSchema.nullable(),
    microgrid: areaRefSchema.nullable(),
    path: z.array(areaRefSchema),
    method: z.enum(['inside', 'nearest', 'outside']),
    distanceM: z.number().describe('到所选网格的距离，网格内为 0'),
    nearEdge: z
      .strictObject({ code: z.string(), name: z.string(), distanceM: z.number() })
      .nullable()
      .describe('30 米内的另一个网格，提交前请居民确认'),
    worker: workerRefSchema.nullable(),
    workerReason: z.string().describe('为什么是这位网格员，或为什么暂时没有'),
    center: centerSchema.nullable(),
  })
  .meta({ id: 'LocateResult' });
export type LocateResult = z.infer<typeof locateResultSchema>;

export const contactsSchema = z
  .strictObject({
    area: areaRefSchema,
    team: z.array(personCardSchema),
    norm: z.strictObject({
      name: z.string(),
      required: z.array(
        z.strictObject({ function: postFunctionSchema, functionName: z.string(), atLeast: z.int() }),
      ),
      vacancies: z.array(
        z.strictObject({ function: postFunctionSchema, functionName: z.string(), missing: z.int() }),
      ),
    }),
    partyMembers: z.array(personCardSchema),
    serviceTeams: z
      .array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          summary: z.string(),
          professions: z.array(z.string()),
        }),
      )
      .describe('为这里服务的团队，近的在前'),
    center: centerSchema.nullable(),
  })
  .meta({ id: 'Contacts' });
export type ContactsView = z.infer<typeof contactsSchema>;
