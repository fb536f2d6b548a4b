import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { areaRefSchema } from '../auth/schemas';
import { contract } from '../core/contract';
import { limitSchema, pageOf } from '../core/pagination';
import { wordsSchema } from '../core/primitives';
import { coordTypeSchema, placeSchema } from '../geo/place';
import { searchWordsSchema } from '../text/search-words';
import { ADDRESS_CODE } from './codes';

const tag = '区域与网格';
export const CODE_MAKERS = ['dispatcher', 'supervisor', 'admin'] as const;
export const LABELS_AT_MOST = 300;

const codeSchema = z.string().regex(ADDRESS_CODE, '二维码不正确');

export const addressCodeSchema = z
  .strictObject({
    code: z.string(),
    kind: z.enum(['grid', 'building', 'door']),
    line: z.string().describe('地址，如「桂花苑网格 3号楼」'),
    path: z.array(areaRefSchema),
    grid: areaRefSchema.nullable(),
    place: placeSchema,
  })
  .meta({ id: 'AddressCode' });
export type AddressCodeView = z.infer<typeof addressCodeSchema>;

export const getAddressCode = contract({
  id: 'getAddressCode',
  method: 'GET',
  path: '/address-codes/:code',
  tag,
  summary: '门牌或楼栋二维码指的是哪里：按现在的边界',
  access: 'public',
  params: z.strictObject({ code: codeSchema }),
  query: z.strictObject({ coordType: coordTypeSchema.default('gcj02') }),
  status: 200,
  response: addressCodeSchema,
  errors: ['NOT_FOUND'],
});

export const registerDoors = contract({
  id: 'registerDoors',
  method: 'POST',
  path: '/admin/address-codes',
  tag,
  summary: '登记门牌，得到可以印的二维码；地点须在本人辖区内',
  access: CODE_MAKERS,
  body: z.strictObject({
    doors: z
      .array(z.strictObject({ line: wordsSchema(2, 60, '地址'), place: placeSchema }))
      .min(1, '没有任何门牌')
      .max(200, '一次最多 200 个'),
  }),
  status: 201,
  response: z.strictObject({ items: z.array(addressCodeSchema) }),
  errors: ['ACTION_NOT_ALLOWED', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'required',
});

export const listDoors = contract({
  id: 'listDoors',
  method: 'GET',
  path: '/admin/address-codes',
  tag,
  summary: '一个区域里登记过的门牌，按编码排',
  access: CODE_MAKERS,
  query: z.strictObject({
    area: areaCodeSchema,
    limit: limitSchema,
    cursor: codeSchema.optional(),
    coordType: coordTypeSchema.default('gcj02'),
  }),
  status: 200,
  response: pageOf(addressCodeSchema),
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED'],
});

export const printAddressCodes = contract({
  id: 'printAddressCodes',
  method: 'GET',
  path: '/areas/:code/address-codes.pdf',
  tag,
  summary: `一个网格或社区的二维码标签（A4，每页 10 张，最多 ${LABELS_AT_MOST} 张）：网格、楼栋和门牌`,
  access: CODE_MAKERS,
  params: z.strictObject({ code: areaCodeSchema }),
  status: 200,
  response: z.unknown(),
  binary: true,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'TOO_MANY_REQUESTS', 'UNAVAILABLE'],
});

export const printGridPoster = contract({
  id: 'printGridPoster',
  method: 'GET',
  path: '/areas/:code/poster.pdf',
  tag,
  summary: '一个网格的海报（A4）：谁为您服务、值班电话和二维码',
  access: 'user',
  params: z.strictObject({ code: areaCodeSchema }),
  status: 200,
  response: z.unknown(),
  binary: true,
  errors: ['NOT_FOUND', 'TOO_MANY_REQUESTS', 'UNAVAILABLE'],
});

export const searchAreas = contract({
  id: 'searchAreas',
  method: 'GET',
  path: '/areas/search',
  tag,
  summary: '按名称找社区、网格和楼栋，如「幸福里 3号楼」',
  access: 'public',
  query: z.strictObject({ q: searchWordsSchema }),
  status: 200,
  response: z.strictObject({
    items: z.array(
      z.strictObject({ area: areaRefSchema, path: z.array(areaRefSchema), gridCode: z.string().nullable() }),
    ),
  }),
  errors: [],
});

export const addressCodeContracts = [
  getAddressCode,
  registerDoors,
  listDoors,
  printAddressCodes,
  printGridPoster,
  searchAreas,
] as const;
