import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { areaRefSchema } from '../auth/schemas';
import { contract } from '../core/contract';
import { wordsSchema } from '../core/primitives';
import { coordTypeSchema, placeInChinaSchema, placeSchema } from '../geo/place';
import { spanSchema } from '../services/catalogue';

const tag = '区域与网格';
export const STATION_SPANS_AT_MOST = 14;
/** Who has a branch and a station of its own; others go by the nearest of these above. */
export const STATION_LEVELS = ['grid', 'community'] as const;

export const branchWordsSchema = z.strictObject({
  name: wordsSchema(2, 40, '党支部名称'),
  secretary: wordsSchema(1, 20, '书记姓名').nullable().describe('愿意公开的称呼'),
  address: wordsSchema(2, 80, '党支部地址').nullable(),
  place: placeInChinaSchema.nullable(),
});

export const stationWordsSchema = z.strictObject({
  name: wordsSchema(2, 40, '服务站名称'),
  address: wordsSchema(2, 80, '服务站地址'),
  open: z
    .array(spanSchema)
    .min(1, '请写明什么时候开门')
    .max(STATION_SPANS_AT_MOST, `最多 ${STATION_SPANS_AT_MOST} 段时间`),
  place: placeInChinaSchema.nullable(),
});

export const stationChangeSchema = z.strictObject({
  branch: branchWordsSchema.nullable().describe('空的用上级社区的'),
  station: stationWordsSchema.nullable().describe('空的用上级社区的'),
  version: z.int().min(0).describe('读到的版本；还没有设过是 0'),
});
export type StationChange = z.output<typeof stationChangeSchema>;

export const areaStationSchema = z
  .strictObject({
    branch: z
      .strictObject({
        name: z.string(),
        secretary: z.string().nullable(),
        address: z.string().nullable(),
        place: placeSchema.nullable(),
        of: areaRefSchema.describe('是哪个区域的'),
      })
      .nullable(),
    station: z
      .strictObject({
        name: z.string(),
        address: z.string(),
        open: z.array(spanSchema),
        hours: z.string().describe('开门时间，一句话'),
        openNow: z.boolean(),
        today: z.string(),
        place: placeSchema.nullable(),
        of: areaRefSchema.describe('是哪个区域的'),
      })
      .nullable(),
    version: z.int().describe('这个区域自己设的版本；没有设过是 0'),
  })
  .meta({ id: 'AreaStation' });
export type AreaStation = z.infer<typeof areaStationSchema>;

const byArea = z.strictObject({ code: areaCodeSchema });
const asked = z.strictObject({ coordType: coordTypeSchema.default('gcj02') });

export const getAreaStation = contract({
  id: 'getAreaStation',
  method: 'GET',
  path: '/areas/:code/station',
  tag,
  summary: '一个区域的党支部和延时服务站；没有自己的，用所在社区的',
  access: 'public',
  params: byArea,
  query: asked,
  status: 200,
  response: areaStationSchema,
  errors: ['NOT_FOUND'],
});

export const setAreaStation = contract({
  id: 'setAreaStation',
  method: 'PUT',
  path: '/admin/areas/:code/station',
  tag,
  summary: '定网格或社区自己的党支部和服务站，空的就用社区的；辖区的管理员',
  access: ['admin'],
  params: byArea,
  query: asked,
  body: stationChangeSchema,
  status: 200,
  response: areaStationSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'VERSION_CONFLICT'],
});

export const stationContracts = [getAreaStation, setAreaStation] as const;
