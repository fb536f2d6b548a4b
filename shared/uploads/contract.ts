import * as z from 'zod';
import { contract } from '../core/contract';
import { idSchema } from '../core/primitives';
import { placeSchema } from '../geo/place';

/** What one may send, in bytes and seconds; images larger than the side length are scaled down. */
export const UPLOAD_LIMITS = {
  imageBytes: 15 * 1024 * 1024,
  videoBytes: 50 * 1024 * 1024,
  audioBytes: 4 * 1024 * 1024,
  audioSeconds: 60,
  videoSeconds: 30,
  maxSidePx: 2048,
  thumbPx: 480,
};

/** Cameras stop a moment late. */
export const VIDEO_TOLERANCE_SECONDS = 1;

/** Photo, film, or words somebody has spoken. */
export const uploadKindSchema = z.enum(['image', 'video', 'audio']);
export type UploadKind = z.infer<typeof uploadKindSchema>;

export const uploadViewSchema = z
  .strictObject({
    id: idSchema,
    kind: uploadKindSchema,
    url: z.string().describe('有时效的签名地址'),
    thumbUrl: z.string().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    bytes: z.int(),
    seconds: z.number().optional().describe('录音的长度'),
    suggestedPlace: placeSchema.nullable().describe('照片自带的拍摄地点（GCJ-02），返回后即从照片中删除'),
  })
  .meta({ id: 'Upload' });
export type UploadView = z.infer<typeof uploadViewSchema>;

const tag = '照片、视频与录音';

export const createUpload = contract({
  id: 'createUpload',
  method: 'POST',
  path: '/uploads',
  tag,
  summary:
    '上传一张照片（JPEG/PNG/WebP/HEIC ≤ 15 MB）、一段视频（MP4/MOV ≤ 50 MB）或一段录音（MP3/WAV ≤ 60 秒），字段名 file；24 小时内未使用则删除',
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
  summary: '公开的照片和视频任何人可看；不公开的和录音凭签名地址',
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
