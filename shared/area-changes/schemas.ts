import * as z from 'zod';
import { gridKindSchema, settlementSchema } from '../areas/levels';
import { areaCodeSchema, outGeometrySchema } from '../areas/schemas';
import { areaRefSchema } from '../auth/schemas';
import { idSchema, timeSchema, wordsSchema } from '../core/primitives';
import { coordTypeSchema, lngLatSchema } from '../geo/place';
import { postIdSchema } from '../leave/schemas';

/** One hand's worth of points is a cut somebody draws; a boundary of hundreds comes as a file. */
export const CUT_POINTS_AT_MOST = 60;
export const MERGED_AT_MOST = 8;
/** So many open cases the report looks at; the order itself leaves none out. */
export const PREVIEWED_AT_MOST = 1000;

export const gridCodeSchema = areaCodeSchema.refine((code) => code.length === 15, '请选择一个网格');
const nameSchema = wordsSchema(1, 60, '网格名称');
const householdsSchema = z.int().min(0).max(1_000_000);

const splitSchema = z.strictObject({
  kind: z.literal('split'),
  code: gridCodeSchema.describe('要拆的网格；它的编码留给其中一半'),
  cut: z
    .array(lngLatSchema)
    .min(2, '分界线至少要有两个点')
    .max(CUT_POINTS_AT_MOST, `分界线最多 ${CUT_POINTS_AT_MOST} 个点`)
    .describe('从网格外画到网格外的线；两端不到边的按方向延长'),
  coordType: coordTypeSchema.default('gcj02'),
  newSide: z.enum(['left', 'right']).describe('沿画线的方向看，哪一边成为新网格'),
  name: nameSchema.optional().describe('留下的一半改叫什么；不填不变'),
  households: householdsSchema.optional(),
  part: z.strictObject({
    code: gridCodeSchema.optional().describe('新网格的编码；不填用社区里下一个没用过的'),
    name: nameSchema,
    kind: gridKindSchema.optional(),
    settlement: settlementSchema.optional(),
    households: householdsSchema.optional(),
  }),
});

const mergeSchema = z.strictObject({
  kind: z.literal('merge'),
  code: gridCodeSchema.describe('合并后留下的编码'),
  others: z
    .array(gridCodeSchema)
    .min(1, '请选择要并进来的网格')
    .max(MERGED_AT_MOST, `一次最多并 ${MERGED_AT_MOST} 个`),
  name: nameSchema.optional().describe('合并后叫什么；不填不变'),
});

export const newAreaChangeSchema = z.strictObject({
  change: z.discriminatedUnion('kind', [splitSchema, mergeSchema], '请选择拆分或合并'),
  posts: z
    .array(z.strictObject({ postId: postIdSchema, to: gridCodeSchema.nullable().describe('空的是结束任期') }))
    .max(200)
    .default([])
    .describe('与预设不同的岗位去向；拆分预设都留下，合并预设都并入'),
  text: wordsSchema(2, 200, '调整原因').describe('受影响的反映人看得到'),
  revision: z.int().optional().describe('检查时的版本；之后边界又变了就不办'),
  dryRun: z.boolean().default(true).describe('只检查，不调整'),
});
export type NewAreaChange = z.output<typeof newAreaChangeSchema>;
export type GridChange = NewAreaChange['change'];

export const areaChangeReportSchema = z
  .strictObject({
    revision: z.int(),
    problems: z.array(z.string()).describe('有一条就不能调整'),
    grids: z.array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        isNew: z.boolean(),
        areaM2: z.number(),
        geometry: outGeometrySchema,
        households: z.int().nullable(),
        microgrids: z.int(),
        vacancies: z.array(z.string()).describe('按编制还缺的岗位'),
      }),
    ),
    gone: z.array(areaRefSchema).describe('并掉的网格；旧边界和旧二维码仍然有效'),
    recoded: z
      .array(z.strictObject({ from: z.string(), to: z.string(), name: z.string() }))
      .describe('换了编码的楼栋'),
    posts: z.array(
      z.strictObject({
        postId: z.string(),
        name: z.string(),
        functionName: z.string(),
        from: z.string(),
        to: z.string().nullable(),
      }),
    ),
    cases: z.strictObject({
      total: z.int(),
      capped: z.boolean(),
      plan: z.array(
        z.strictObject({
          gridName: z.string(),
          to: z.string().describe('谁来办'),
          changesHands: z.boolean(),
          count: z.int(),
          numbers: z.array(z.string()).max(5),
        }),
      ),
    }),
    standing: z
      .array(z.strictObject({ title: z.string(), note: z.string() }))
      .describe('点名这些网格的分派规则和平急状态：调整后管哪里'),
    residents: z.int().describe('把并掉的网格选作「我的网格」的人，随之改过来'),
  })
  .meta({ id: 'AreaChangeReport' });
export type AreaChangeReport = z.infer<typeof areaChangeReportSchema>;

export const areaChangeSchema = z
  .strictObject({
    id: idSchema,
    title: z.string(),
    text: z.string(),
    by: z.string(),
    state: z.enum(['running', 'done', 'failed']),
    failure: z.string().nullable(),
    total: z.int().describe('在办的事'),
    moved: z.int().describe('换了网格或经办人的'),
    kept: z.int().describe('不用动的'),
    createdAt: timeSchema,
    doneAt: timeSchema.nullable(),
  })
  .meta({ id: 'AreaChange' });
export type AreaChangeView = z.infer<typeof areaChangeSchema>;

export const areaChangeItemSchema = z.strictObject({
  caseId: idSchema,
  number: z.string(),
  state: z.enum(['waiting', 'moved', 'kept', 'skipped']),
  grid: z.string().nullable(),
  to: z.string().nullable(),
});
export type AreaChangeItem = z.infer<typeof areaChangeItemSchema>;
