import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { areaRefSchema } from '../auth/schemas';
import { idSchema, timeSchema, versionSchema, wordsSchema } from '../core/primitives';

/** Who confirms that somebody lives where he says, each for his own area. */
export const RESIDENCE_VERIFIERS = ['grid_worker', 'dispatcher', 'admin'] as const;

export const addressSchema = wordsSchema(2, 60, '门牌').refine((text) => !text.includes('\n'), '门牌写一行');

export const residenceRequestSchema = z.strictObject({
  gridCode: areaCodeSchema.refine((code) => code.length >= 15, '请选择到网格'),
  address: addressSchema.describe('楼、单元、门牌，如 3号楼2单元502；同一门牌算一户'),
});
export type ResidenceRequest = z.output<typeof residenceRequestSchema>;

/** Own residence: what stands, and what waits for an answer. The address goes to nobody but oneself and the verifier. */
export const residenceViewSchema = z
  .strictObject({
    verified: z
      .strictObject({ grid: areaRefSchema, address: z.string(), at: timeSchema, by: z.string() })
      .nullable()
      .describe('已核实的住处'),
    request: z.strictObject({ grid: areaRefSchema, address: z.string(), at: timeSchema }).nullable(),
    refused: z
      .strictObject({ at: timeSchema, reason: z.string() })
      .nullable()
      .describe('上一次没有通过，或者核实被撤销的原因'),
    version: z.int().describe('没有记录时为 0'),
  })
  .meta({ id: 'Residence' });
export type ResidenceView = z.infer<typeof residenceViewSchema>;

export const residenceItemSchema = z
  .strictObject({
    userId: idSchema,
    nickname: z.string(),
    phoneMasked: z.string().nullable(),
    grid: areaRefSchema,
    address: z.string(),
    at: timeSchema,
    state: z.enum(['requested', 'verified']),
    household: z.int().describe('同一门牌已核实的人数'),
    version: z.int(),
  })
  .meta({ id: 'ResidenceItem' });
export type ResidenceItem = z.infer<typeof residenceItemSchema>;

export const residenceDecisionSchema = z.strictObject({
  approve: z.boolean('请选择是否属实'),
  reason: wordsSchema(2, 200, '原因').optional().describe('不通过时必填，告诉居民'),
  address: addressSchema.optional().describe('属实但写法不统一时，改成规范的门牌，同一门牌才算一户'),
  version: versionSchema,
});
export type ResidenceDecision = z.output<typeof residenceDecisionSchema>;

export const residenceRevocationSchema = z.strictObject({
  reason: wordsSchema(2, 200, '原因'),
  version: versionSchema,
});
