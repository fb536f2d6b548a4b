import * as z from 'zod';
import { contract } from '../core/contract';
import { idSchema } from '../core/primitives';
import { placeSchema } from '../geo/place';

/** What one may send, in bytes; images larger than the side length are scaled down. */
export const UPLOAD_LIMITS = {
  imageBytes: 15 * 1024 * 1024,
  videoBytes: 50 * 1024 * 1024,
  maxSidePx: 2048,
  thumbPx: 480,
};

export const uploadViewSchema = z
  .strictObject({
    id: idSchema,
    kind: z.enum(['image', 'video']),
    url: z.string().describe('有时效的签名地址'),
    thumbUrl: z.string().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    bytes: z.int(),
    suggestedPlace: placeSchema.nullable().describe('照片自带的拍摄地点（GCJ-02），返回后即从照片中删除'),
  })
  .meta({ id: 'Upload' });
export type UploadView = z.infer<typeof uploadViewSchema>;

const tag = '照片与视频';

export const createUpload = contract({
  id: 'createUpload',
  method: 'POST',
  path: '/uploads',
  tag,
  summary:
    '上传一张照片（JPEG/PNG/WebP/HEIC ≤ 15 MB）或一段视频（MP4 ≤ 50 MB），字段名 file；24 小时内未使用则删除',
  access: 'user',
  multipart: true,
  status: 201,
  response: uploadViewSchema,
  errors: ['PAYLOAD_TOO_LARGE', 'UNSUPPORTED_TYPE', 'TOO_MANY_REQUESTS'],
});

export const getFile = contract({
  id: 'getFile',
  method: 'GET',
  path: '/files/:id',
  tag,
  summary: '公开的照片任何人可看；不公开的凭签名地址',
  access: 'public',
  params: z.strictObject({ id: idSchema }),
  query: z.strictObject({
    size: z.enum(['full', 'thumb']).default('full'),
    exp: z
      .string()
      .regex(/^\d{1,12}$/)
      .optional(),
    sig: z.string().max(128).optional(),
  }),
  status: 200,
  response: z.unknown(),
  binary: true,
  errors: ['NOT_FOUND'],
});

export const uploadContracts = [createUpload, getFile] as const;
