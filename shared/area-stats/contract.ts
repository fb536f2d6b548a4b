import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { areaRefSchema } from '../auth/schemas';
import { contract } from '../core/contract';

/** Figures are of cases filed in so many days. */
export const STATS_DAYS = 90;
/** At most so many cases are counted; beyond that the newest. */
export const COUNTED_AT_MOST = 2_000;

const rateSchema = z.strictObject({
  part: z.number(),
  of: z.int().describe('分母'),
  share: z.number().nullable(),
  enough: z.boolean().describe('少于 5 时不给百分比：样本不足'),
});

export const areaStatsSchema = z
  .strictObject({
    area: areaRefSchema,
    days: z.int(),
    asOf: z.iso.datetime(),
    cases: z.strictObject({ received: z.int(), open: z.int(), done: z.int() }),
    truncated: z.boolean().describe(`超过 ${COUNTED_AT_MOST} 件，只算最新的`),
    rates: z.strictObject({
      response: rateSchema,
      resolution: rateSchema,
      satisfaction: rateSchema,
      unrated: rateSchema,
    }),
  })
  .meta({ id: 'AreaStats' });
export type AreaStats = z.infer<typeof areaStatsSchema>;

export const getAreaStats = contract({
  id: 'getAreaStats',
  method: 'GET',
  path: '/areas/:code/stats',
  tag: '区域与网格',
  summary: `一个区域近 ${STATS_DAYS} 天的公开数字：件数和三率，都带分母`,
  access: 'public',
  params: z.strictObject({ code: areaCodeSchema }),
  status: 200,
  response: areaStatsSchema,
  errors: ['NOT_FOUND'],
  conditional: true,
});

export const areaStatsContracts = [getAreaStats] as const;
