import * as z from 'zod';
import { gridKindSchema, areaLevelSchema, settlementSchema } from '../areas/levels';
import { areaCodeSchema, outGeometrySchema } from '../areas/schemas';
import { wordsSchema } from '../core/primitives';
import { areaGeometrySchema } from '../geo/geojson';

export const IMPORT_LIMITS = {
  bytes: 128 * 1024 * 1024,
  features: 200_000,
  /** Of each kind of problem, so many are listed; the counts tell the rest. */
  listed: 500,
  /** Of each kind of problem, so many come with their shape. */
  drawn: 60,
};

export const areaFeatureSchema = z
  .strictObject({
    type: z.literal('Feature'),
    id: z.union([z.string(), z.number()]).optional(),
    bbox: z.array(z.number()).optional(),
    geometry: areaGeometrySchema,
    properties: z.strictObject({
      code: areaCodeSchema,
      name: wordsSchema(1, 60, '区域名称'),
      level: areaLevelSchema,
      parentCode: areaCodeSchema.nullable(),
      kind: gridKindSchema.optional(),
      settlement: settlementSchema.optional(),
      households: z.int().min(0).max(1_000_000).optional(),
    }),
  })
  .meta({ id: 'AreaFeature', description: '一个区域；坐标为 WGS-84（RFC 7946）' });
export type AreaFeature = z.infer<typeof areaFeatureSchema>;

/** Coordinate systems that are WGS-84 to a few centimetres, as older files name them. */
const WGS84 = /(CRS:?84|EPSG:+(\d*\.?\d*:)?(4326|4490))$/i;
const crsSchema = z
  .strictObject({ type: z.literal('name'), properties: z.strictObject({ name: z.string().max(100) }) })
  .refine(
    ({ properties }) => WGS84.test(properties.name),
    '坐标系应为 WGS-84（EPSG:4326）或 CGCS2000（EPSG:4490）',
  );

/** A file of boundaries without its features, which are judged one by one. */
export const featureCollectionHeadSchema = z.strictObject({
  type: z.literal('FeatureCollection', '应为 GeoJSON 的 FeatureCollection'),
  name: wordsSchema(0, 200, '名称').optional(),
  bbox: z.array(z.number()).max(6).optional(),
  crs: crsSchema.optional(),
  features: z
    .array(z.unknown(), '没有任何区域')
    .min(1, '没有任何区域')
    .max(IMPORT_LIMITS.features, `一次最多 ${IMPORT_LIMITS.features} 个区域`),
});

export const areaCollectionSchema = featureCollectionHeadSchema.extend({
  features: z.array(areaFeatureSchema).min(1, '没有任何区域').max(IMPORT_LIMITS.features),
});

const placed = { areaM2: z.number(), geometry: outGeometrySchema.nullable() };

export const importReportSchema = z
  .strictObject({
    dryRun: z.boolean(),
    applied: z.boolean(),
    revision: z.int(),
    counts: z
      .strictObject({
        created: z.int(),
        updated: z.int(),
        unchanged: z.int(),
        rejected: z.int(),
        overlaps: z.int(),
        gaps: z.int(),
        outside: z.int(),
      })
      .describe(`全部的个数；下面各项最多列出 ${IMPORT_LIMITS.listed} 个`),
    created: z.array(z.string()),
    updated: z.array(z.string()),
    unchanged: z.int(),
    rejected: z.array(
      z.strictObject({
        index: z.int().describe('文件中的第几个，从 0 数'),
        line: z.int().nullable().describe('表格里的行号'),
        code: z.string(),
        reason: z.string(),
        at: z.strictObject({ lng: z.number(), lat: z.number() }).nullable(),
        geometry: outGeometrySchema.nullable(),
      }),
    ),
    overlaps: z.array(z.strictObject({ a: z.string(), b: z.string(), ...placed })),
    gaps: z
      .array(z.strictObject({ parentCode: z.string(), ...placed }))
      .describe('上级区域里没有被覆盖的部分，只提醒，不影响导入'),
    outside: z
      .array(z.strictObject({ code: z.string(), parentCode: z.string(), ...placed }))
      .describe('超出上级区域的部分'),
  })
  .meta({ id: 'AreaImportReport' });
export type AreaImportReport = z.infer<typeof importReportSchema>;

export const areaVersionSchema = z.strictObject({
  version: z.int(),
  name: z.string(),
  replacedAt: z.iso.datetime().nullable().describe('被下一版替换的时间；现行版为空'),
  geometry: outGeometrySchema,
});
