import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { areaRefSchema } from '../auth/schemas';
import { postFunctionSchema } from '../areas/levels';
import { contract } from '../core/contract';
import { postIdSchema } from '../leave/schemas';
import { shiftSchema, shiftsSchema } from './roster';

const tag = '岗位与值班';

export const rosterSchema = z
  .strictObject({
    postId: z.string(),
    name: z.string(),
    shifts: z.array(shiftSchema),
    onShift: z.boolean(),
    today: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'DutyRoster' });
export type RosterView = z.infer<typeof rosterSchema>;

export const getDuty = contract({
  id: 'getDuty',
  method: 'GET',
  path: '/posts/:id/duty',
  tag,
  summary: '一个岗位每周的值班时间',
  access: 'public',
  params: z.strictObject({ id: postIdSchema }),
  status: 200,
  response: rosterSchema,
  errors: ['NOT_FOUND'],
});

export const setDuty = contract({
  id: 'setDuty',
  method: 'PUT',
  path: '/posts/:id/duty',
  tag,
  summary: '排一周的班：辖区的调度员、管理员',
  access: ['dispatcher', 'admin'],
  params: z.strictObject({ id: postIdSchema }),
  body: z.strictObject({ shifts: shiftsSchema, version: z.int().min(0) }),
  status: 200,
  response: rosterSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'VERSION_CONFLICT'],
});

const vacancySchema = z.strictObject({
  area: areaRefSchema,
  norm: z.string().describe('4+X、3+X 或 2+X'),
  missing: z.array(
    z.strictObject({ function: postFunctionSchema, functionName: z.string(), missing: z.int() }),
  ),
});

export const listVacancies = contract({
  id: 'listVacancies',
  method: 'GET',
  path: '/admin/vacancies',
  tag,
  summary: '一个区域里人员没有配齐的网格：按 4+X、3+X、2+X',
  access: ['supervisor', 'dispatcher', 'admin'],
  query: z.strictObject({
    area: areaCodeSchema,
    limit: z.coerce.number().int().min(1).max(200).default(100),
    cursor: areaCodeSchema.optional(),
  }),
  status: 200,
  response: z.strictObject({
    items: z.array(vacancySchema),
    grids: z.int().describe('看过的网格数'),
    nextCursor: z.string().nullable(),
  }),
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED'],
});

export const dutyContracts = [getDuty, setDuty, listVacancies] as const;
