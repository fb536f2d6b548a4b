import * as z from 'zod';
import { contract } from '../core/contract';
import { coordTypeSchema } from '../geo/place';
import { areaLevelSchema } from './levels';
import { areaCodeSchema, areaViewSchema, contactsSchema, locateResultSchema } from './schemas';

const tag = '区域与网格';
/** Degrees as a query writes them; an empty value, which coercion alone takes for 0, is refused. */
export const degreesSchema = (what: string, most: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' && !/^-?\d{1,3}(\.\d{1,20})?$/.test(value) ? undefined : value),
    z.coerce
      .number(`${what}应为数字`)
      .min(-most, `${what}应在 -${most} 到 ${most} 之间`)
      .max(most, `${what}应在 -${most} 到 ${most} 之间`),
  );
const flag = z
  .enum(['0', '1'])
  .default('0')
  .transform((value) => value === '1');

export const listAreas = contract({
  id: 'listAreas',
  method: 'GET',
  path: '/areas',
  tag,
  summary: '某区域的下一级；不给 parent 时返回最上一级',
  access: 'public',
  query: z.strictObject({
    parent: areaCodeSchema.optional(),
    level: areaLevelSchema.optional(),
    geometry: flag,
    coordType: coordTypeSchema.default('gcj02'),
    limit: z.coerce.number().int().min(1).max(500).default(200),
    cursor: areaCodeSchema.optional(),
  }),
  status: 200,
  response: z.strictObject({ items: z.array(areaViewSchema), nextCursor: z.string().nullable() }),
  errors: ['NOT_FOUND'],
  conditional: true,
});

export const getArea = contract({
  id: 'getArea',
  method: 'GET',
  path: '/areas/:code',
  tag,
  summary: '一个区域；geometry=1 时带边界',
  access: 'public',
  params: z.strictObject({ code: areaCodeSchema }),
  query: z.strictObject({ geometry: flag, coordType: coordTypeSchema.default('gcj02') }),
  status: 200,
  response: areaViewSchema,
  errors: ['NOT_FOUND'],
  conditional: true,
});

export const locateArea = contract({
  id: 'locateArea',
  method: 'GET',
  path: '/areas/locate',
  tag,
  summary: '一个地点属于哪个网格、由谁负责',
  access: 'public',
  query: z.strictObject({
    lng: degreesSchema('经度', 180),
    lat: degreesSchema('纬度', 90),
    coordType: coordTypeSchema.default('gcj02'),
  }),
  status: 200,
  response: locateResultSchema,
  errors: [],
});

export const getContacts = contract({
  id: 'getContacts',
  method: 'GET',
  path: '/areas/:code/contacts',
  tag,
  summary: '为这个网格服务的人和队伍，电话号码打码',
  access: 'public',
  params: z.strictObject({ code: areaCodeSchema }),
  status: 200,
  response: contactsSchema,
  errors: ['NOT_FOUND'],
});

export const getAreasRevision = contract({
  id: 'getAreasRevision',
  method: 'GET',
  path: '/areas/revision',
  tag,
  summary: '随边界或岗位的每次变化增长的版本号',
  access: 'public',
  status: 200,
  response: z.strictObject({ revision: z.int() }),
  errors: [],
});

export const areaContracts = [locateArea, getAreasRevision, listAreas, getArea, getContacts] as const;
