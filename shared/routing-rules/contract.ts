import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { areaRefSchema } from '../auth/schemas';
import { contract } from '../core/contract';
import { cursorSchema, limitSchema, pageOf } from '../core/pagination';
import { idSchema, timeSchema, wordsSchema } from '../core/primitives';
import { routingRuleSchema, rulesSchema } from './schemas';

const tag = '分派规则';
/** The version before anybody has written a rule is 0. */
const ruleVersionSchema = z.int().min(0).max(2_147_483_646);
const areaQuery = areaCodeSchema.optional().describe('规则属于哪个区域；不填为自己管理的区域');

const savedBy = z.strictObject({ name: z.string(), title: z.string() });
export const ruleSetSchema = z
  .strictObject({
    area: areaRefSchema,
    version: ruleVersionSchema.describe('0 为还没有规则'),
    rules: z.array(routingRuleSchema).describe('从上到下，第一条符合的起作用'),
    savedAt: timeSchema.nullable(),
    savedBy: savedBy.nullable(),
    mayEdit: z.boolean(),
    areaNames: z.record(z.string(), z.string()).describe('规则里提到的区域的名称'),
  })
  .meta({ id: 'RuleSet' });
export type RuleSetView = z.output<typeof ruleSetSchema>;

export const getRoutingRules = contract({
  id: 'getRoutingRules',
  method: 'GET',
  path: '/admin/routing-rules',
  tag,
  summary: '一个区域的分派规则，按先后',
  access: ['admin', 'supervisor'],
  query: z.strictObject({ area: areaQuery }),
  status: 200,
  response: ruleSetSchema,
  errors: ['NOT_FOUND'],
});

/** A hundred full rules. */
const BODY_LIMIT = 1024 * 1024;

export const setRoutingRules = contract({
  id: 'setRoutingRules',
  method: 'PUT',
  path: '/admin/routing-rules',
  tag,
  summary: '整体替换一个区域的分派规则；只影响此后报的事，30 秒内全部生效，旧版本都保留',
  access: ['admin'],
  query: z.strictObject({ area: areaQuery }),
  body: z.strictObject({
    version: ruleVersionSchema,
    rules: rulesSchema,
    note: wordsSchema(0, 100, '修改说明').default(''),
  }),
  bodyLimit: BODY_LIMIT,
  status: 200,
  response: ruleSetSchema,
  errors: ['NOT_FOUND', 'VERSION_CONFLICT'],
});

export const ruleVersionViewSchema = z.strictObject({
  version: z.int(),
  savedAt: timeSchema,
  savedBy,
  note: z.string(),
  changes: z.array(z.string()).describe('改了什么'),
  rules: z.array(routingRuleSchema),
});
export type RuleVersionView = z.output<typeof ruleVersionViewSchema>;

export const listRoutingRuleVersions = contract({
  id: 'listRoutingRuleVersions',
  method: 'GET',
  path: '/admin/routing-rules/versions',
  tag,
  summary: '分派规则的历次版本，最新在前',
  access: ['admin', 'supervisor'],
  query: z.strictObject({ area: areaQuery, limit: limitSchema, cursor: cursorSchema }),
  status: 200,
  response: pageOf(ruleVersionViewSchema),
  errors: ['NOT_FOUND'],
});

const destination = z.strictObject({ name: z.string(), deadline: timeSchema.describe('答复时限') });
export const dryRunResultSchema = z
  .strictObject({
    from: timeSchema.describe('从这时起报的事'),
    looked: z.int().describe('看了多少件，最新的在前'),
    truncated: z.boolean().describe('还有更早的没有看'),
    moved: z.int().describe('会交给别处的件数'),
    redated: z.int().describe('去处不变、答复时限会不同的件数'),
    flows: z
      .array(z.strictObject({ from: z.string(), to: z.string(), count: z.int() }))
      .describe('从哪里到哪里，多的在前'),
    examples: z
      .array(
        z.strictObject({
          id: idSchema,
          number: z.string(),
          text: z.string(),
          categoryName: z.string(),
          createdAt: timeSchema,
          was: destination,
          would: destination,
          rule: z.string().nullable().describe('起作用的规则'),
        }),
      )
      .max(50),
  })
  .meta({ id: 'RulesDryRun' });
export type DryRunResult = z.output<typeof dryRunResultSchema>;

export const dryRunRoutingRules = contract({
  id: 'dryRunRoutingRules',
  method: 'POST',
  path: '/admin/routing-rules/dry-run',
  tag,
  summary: '用规则草稿试算最近 90 天的事项，看哪些会交给别处；不改动任何东西',
  access: ['admin'],
  body: z.strictObject({ area: areaQuery, rules: rulesSchema }),
  bodyLimit: BODY_LIMIT,
  status: 200,
  response: dryRunResultSchema,
  errors: ['NOT_FOUND'],
});

export const routingRuleContracts = [
  getRoutingRules,
  setRoutingRules,
  listRoutingRuleVersions,
  dryRunRoutingRules,
] as const;
