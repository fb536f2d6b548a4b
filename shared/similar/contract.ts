import * as z from 'zod';
import { caseSummarySchema } from '../cases/schemas';
import { degreesSchema } from '../areas/contract';
import { contract } from '../core/contract';
import { wordsSchema } from '../core/primitives';
import { coordTypeSchema } from '../geo/place';

export const similarCaseSchema = caseSummarySchema
  .extend({
    distanceM: z.int().describe('相距多少米'),
    score: z.number().min(0).max(1).describe('相像的程度，由距离、类别、文字得出'),
    why: z.array(z.string()).describe('为什么相像，用大白话'),
  })
  .meta({ id: 'SimilarCase' });
export type SimilarCase = z.infer<typeof similarCaseSchema>;

export const listSimilarCases = contract({
  id: 'listSimilarCases',
  method: 'GET',
  path: '/cases/similar',
  tag: '事项',
  summary: '附近可能是同一件事的公开事项，最像的在前，最多 5 件；可以关注，不必再报',
  access: 'public',
  query: z.strictObject({
    lng: degreesSchema('经度', 180),
    lat: degreesSchema('纬度', 90),
    categoryCode: z.string().min(1).max(20).optional(),
    text: wordsSchema(1, 200, '情况说明')
      // What a broken encoding leaves behind.
      .refine((text) => !text.includes('\uFFFD'), '情况说明里有无法识别的字符')
      .optional()
      .describe('前 200 字'),
    coordType: coordTypeSchema.default('gcj02'),
  }),
  status: 200,
  response: z.strictObject({ items: z.array(similarCaseSchema) }),
  errors: ['UNKNOWN_CATEGORY'],
});

export const similarContracts = [listSimilarCases] as const;
