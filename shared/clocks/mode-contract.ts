import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { areaRefSchema } from '../auth/schemas';
import { contract } from '../core/contract';
import { timeSchema } from '../core/primitives';
import { modeReasonSchema, modeSchema } from './modes';

const tag = '平急模式';
const by = z.strictObject({ name: z.string(), title: z.string() });

const modeChangeSchema = z.strictObject({
  mode: modeSchema,
  until: timeSchema.nullable().describe('到时自行恢复平时；空为一直到有人恢复'),
  reason: z.string(),
  at: timeSchema,
  by,
});

export const areaModeSchema = z
  .strictObject({
    area: areaRefSchema,
    mode: modeSchema.describe('本区域自己的状态'),
    until: timeSchema.nullable(),
    reason: z.string(),
    effective: z
      .strictObject({ mode: modeSchema, area: areaRefSchema.nullable() })
      .describe('连同上级区域，取最严的'),
    history: z.array(modeChangeSchema).describe('最近的变更，最新在前'),
  })
  .meta({ id: 'AreaMode' });
export type AreaModeView = z.output<typeof areaModeSchema>;

export const getAreaMode = contract({
  id: 'getAreaMode',
  method: 'GET',
  path: '/admin/areas/:code/mode',
  tag,
  summary: '一个区域现在是平时、重大还是应急',
  access: ['supervisor', 'admin'],
  params: z.strictObject({ code: areaCodeSchema }),
  status: 200,
  response: areaModeSchema,
  errors: ['NOT_FOUND'],
});

export const setAreaMode = contract({
  id: 'setAreaMode',
  method: 'PUT',
  path: '/admin/areas/:code/mode',
  tag,
  summary: '改变一个区域及其下级的状态；此后报的事按新的时限承诺，30 秒内全部生效',
  access: ['supervisor', 'admin'],
  params: z.strictObject({ code: areaCodeSchema }),
  body: z.strictObject({
    mode: modeSchema,
    until: timeSchema.optional().describe('到时自行恢复平时'),
    reason: modeReasonSchema.describe('为什么，居民看得到'),
  }),
  status: 200,
  response: areaModeSchema,
  errors: ['NOT_FOUND'],
});

export const listAreaModes = contract({
  id: 'listAreaModes',
  method: 'GET',
  path: '/admin/area-modes',
  tag,
  summary: '我管辖的区域里现在不是平时的，和我可以改变的最上一级区域',
  access: ['supervisor', 'admin'],
  status: 200,
  response: z.strictObject({
    areas: z.array(areaRefSchema).describe('我管辖的区域'),
    special: z
      .array(
        z.strictObject({
          area: areaRefSchema,
          path: z.array(areaRefSchema),
          mode: modeSchema,
          until: timeSchema.nullable(),
          reason: z.string(),
        }),
      )
      .max(200),
  }),
  errors: [],
});

export const modeContracts = [getAreaMode, setAreaMode, listAreaModes] as const;
