import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { contract } from '../core/contract';
import { coordTypeSchema } from '../geo/place';
import { areaCollectionSchema, areaVersionSchema, IMPORT_LIMITS, importReportSchema } from './schemas';

const tag = '区域与网格';

export const SPREADSHEET_TYPES = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const;

export const importAreas = contract({
  id: 'importAreas',
  method: 'POST',
  path: '/admin/areas/import',
  tag,
  summary:
    '导入区域边界（GeoJSON FeatureCollection，WGS-84），或用表格（.xlsx、CSV）改已有区域的名称、类型、户数；任何一处不合格则全部不导入',
  access: ['admin'],
  fileTypes: ['application/geo+json', ...SPREADSHEET_TYPES],
  bodyLimit: IMPORT_LIMITS.bytes,
  query: z.strictObject({
    dryRun: z
      .enum(['0', '1'])
      .default('0')
      .transform((value) => value === '1'),
    coordType: coordTypeSchema.default('wgs84').describe('报告里图形的坐标系；文件总是 WGS-84'),
  }),
  body: areaCollectionSchema,
  status: 200,
  response: importReportSchema,
  errors: [
    'IMPORT_REJECTED',
    'MALFORMED_JSON',
    'UNSUPPORTED_TYPE',
    'PAYLOAD_TOO_LARGE',
    'WRONG_STATE',
    'UNAVAILABLE',
  ],
});

export const listAreaVersions = contract({
  id: 'listAreaVersions',
  method: 'GET',
  path: '/admin/areas/:code/versions',
  tag,
  summary: '一个区域的历次边界，新的在前；旧事项仍属于当时的边界',
  access: ['admin', 'supervisor'],
  params: z.strictObject({ code: areaCodeSchema }),
  query: z.strictObject({ coordType: coordTypeSchema.default('gcj02') }),
  status: 200,
  response: z.strictObject({ items: z.array(areaVersionSchema) }),
  errors: ['NOT_FOUND'],
});

export const areaImportContracts = [importAreas, listAreaVersions] as const;
