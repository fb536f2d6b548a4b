import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { contract } from '../core/contract';
import { cursorSchema, limitSchema, pageOf } from '../core/pagination';
import { idSchema, timeSchema } from '../core/primitives';
import { coordTypeSchema } from '../geo/place';
import { searchWordsSchema } from '../text/search-words';
import { caseSummarySchema } from './schemas';
import { caseKindSchema, caseStatusSchema } from './statuses';

const isDegrees = (lng: number, lat: number) => Math.abs(lng) <= 180 && Math.abs(lat) <= 90;

/** What an area of the map may span, in degrees on each side and in square degrees: a page is of a place. */
const LIST_SPAN = { side: 0.5, area: 0.01 };
/** A map may show a whole prefecture. */
const MAP_SPAN = { side: 4, area: 5 };

const bboxSchema = z
  .string()
  .regex(/^-?\d{1,3}(\.\d{1,20})?(,-?\d{1,3}(\.\d{1,20})?){3}$/, '范围写作 西,南,东,北')
  .transform((value) => value.split(',').map(Number) as [number, number, number, number])
  .refine(([west, south, east, north]) => isDegrees(west, south) && isDegrees(east, north), '范围超出了地球')
  .refine(([west, south, east, north]) => west < east && south < north, '范围应为 西,南,东,北');

const nearSchema = z
  .string()
  .regex(/^-?\d{1,3}(\.\d{1,20})?,-?\d{1,2}(\.\d{1,20})?$/, '地点写作 经度,纬度')
  .transform((value) => value.split(',').map(Number) as [number, number])
  .refine(([lng, lat]) => isDegrees(lng, lat), '地点超出了地球');

const filterShape = {
  area: areaCodeSchema.optional(),
  category: z.string().max(20).optional(),
  status: caseStatusSchema.optional(),
  kind: caseKindSchema.optional(),
  since: timeSchema.optional(),
  q: searchWordsSchema.optional().describe('要找的字词'),
  bbox: bboxSchema.optional(),
  near: nearSchema.optional(),
  radiusM: z.coerce.number().int().min(50).max(3000).default(1000),
  coordType: coordTypeSchema.default('gcj02'),
};

const feedQuerySchema = z
  .strictObject({
    ...filterShape,
    format: z.enum(['list', 'geojson']).default('list').describe('geojson：地图用，不分页'),
    limit: limitSchema,
    cursor: cursorSchema,
  })
  .superRefine(({ bbox, format }, context) => {
    if (!bbox) return;
    const [west, south, east, north] = bbox;
    const most = format === 'geojson' ? MAP_SPAN : LIST_SPAN;
    if (Math.max(east - west, north - south) <= most.side && (east - west) * (north - south) <= most.area)
      return;
    context.addIssue({ code: 'custom', path: ['bbox'], message: '范围太大，请放大地图' });
  });
export type FeedQuery = z.output<typeof feedQuerySchema>;

const pointSchema = z.strictObject({
  type: z.literal('Point'),
  coordinates: z.tuple([z.number(), z.number()]).describe('[经度, 纬度]，坐标系按 coordType'),
});

export const mapPointSchema = z
  .strictObject({
    type: z.literal('Feature'),
    id: idSchema,
    geometry: pointSchema,
    properties: z.strictObject({
      cluster: z.literal(false),
      id: idSchema,
      number: z.string(),
      category: z.string().describe('类别编号'),
      categoryName: z.string(),
      status: caseStatusSchema,
      statusName: z.string(),
      overdue: z.boolean(),
    }),
  })
  .meta({ id: 'CaseOnMap' });
export type MapPoint = z.infer<typeof mapPointSchema>;

export const mapClusterSchema = z
  .strictObject({
    type: z.literal('Feature'),
    geometry: pointSchema,
    properties: z.strictObject({ cluster: z.literal(true), count: z.int().min(2) }),
  })
  .meta({ id: 'CaseClusterOnMap' });
export type MapCluster = z.infer<typeof mapClusterSchema>;

export const caseMapSchema = z
  .strictObject({
    type: z.literal('FeatureCollection'),
    features: z.array(z.union([mapPointSchema, mapClusterSchema])),
    total: z.int().describe('图上共有几件：单件的加上各堆里的'),
    truncated: z.boolean().describe('true：符合条件的更多，图上只是最近的 total 件；放大或筛选可看全'),
  })
  .meta({ id: 'CaseMap' });
export type CaseMap = z.infer<typeof caseMapSchema>;

/** As the server answers it: a page, or with `format=geojson` a map. */
export const caseFeed = contract({
  id: 'listCases',
  method: 'GET',
  path: '/cases',
  tag: '事项',
  summary: '公开的事项，最新在前；format=geojson 给地图：超过 500 件的聚成堆',
  access: 'public',
  query: feedQuerySchema,
  status: 200,
  response: z.union([pageOf(caseSummarySchema), caseMapSchema]),
  errors: ['NOT_FOUND'],
  conditional: true,
});

/** The feed as a list, for clients. */
export const listCases = contract({ ...caseFeed, response: pageOf(caseSummarySchema) });

/** The feed on a map, for clients. */
export const mapCases = contract({
  ...caseFeed,
  id: 'mapCases',
  query: z.strictObject({ ...filterShape, format: z.literal('geojson') }),
  response: caseMapSchema,
});
