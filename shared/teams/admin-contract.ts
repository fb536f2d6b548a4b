import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { areaRefSchema } from '../auth/schemas';
import { contract } from '../core/contract';
import { cursorSchema, limitSchema, pageOf } from '../core/pagination';
import { idSchema, timeSchema, versionSchema, wordsSchema } from '../core/primitives';
import { searchWordsSchema } from '../text/search-words';
import { teamIdSchema } from './contract';

const tag = '服务团队';
const ADMINS = ['admin'] as const;
const params = z.strictObject({ id: teamIdSchema });
const line = (max: number, what: string) => wordsSchema(1, max, what);

export const teamWordsSchema = z.strictObject({
  name: line(30, '团队名称'),
  type: z.enum(['basic', 'professional'], '请选择团队类型').describe('基础团队 / 专业团队'),
  professions: z
    .array(wordsSchema(2, 10, '专业'))
    .min(1, '请写至少一个专业')
    .max(8, '最多写 8 个专业'),
  areaCode: areaCodeSchema.describe('为哪个区域服务'),
  summary: line(200, '介绍'),
  hours: line(60, '服务时间'),
  members: z
    .array(
      z.strictObject({
        name: line(20, '姓名'),
        profession: line(10, '专业'),
        duty: line(60, '做什么'),
        languages: z.array(line(10, '语言')).max(5),
        shown: z.boolean().describe('本人同意公开'),
      }),
    )
    .max(40, '最多写 40 个成员'),
  services: z
    .array(
      z.strictObject({
        name: line(30, '服务'),
        minutes: z.int('请写分钟数').min(5, '至少 5 分钟').max(480, '最多 480 分钟'),
        note: wordsSchema(0, 100, '说明').default(''),
      }),
    )
    .min(1, '请写至少一项服务')
    .max(20, '最多写 20 项服务'),
  category: line(20, '事项类别').describe('点单成为哪一类事项'),
  capacity: z
    .int('请写数字')
    .min(1, '每周至少接 1 单')
    .max(100, '每周最多 100 单')
    .describe('每周最多接几单'),
  captainId: idSchema.nullable().describe('谁替团队接单；没有人就不能派单'),
});
export type TeamWords = z.output<typeof teamWordsSchema>;

export const managedTeamSchema = z
  .strictObject({
    id: teamIdSchema,
    ...teamWordsSchema.shape,
    area: areaRefSchema,
    captainName: z.string().nullable(),
    taken: z.int().describe('这一周接了几单'),
    closed: z.strictObject({ reason: z.string(), at: timeSchema }).nullable(),
    version: versionSchema,
  })
  .meta({ id: 'ManagedTeam' });
export type ManagedTeam = z.infer<typeof managedTeamSchema>;

export const captainSchema = z
  .strictObject({ id: idSchema, name: z.string(), what: z.string().describe('志愿者，或党员和所在支部') })
  .meta({ id: 'TeamCaptain' });
export type Captain = z.infer<typeof captainSchema>;

export const listManagedTeams = contract({
  id: 'listManagedTeams',
  method: 'GET',
  path: '/admin/teams',
  tag,
  summary: '本人辖区的服务团队，包括停止服务的',
  access: ADMINS,
  query: z.strictObject({ limit: limitSchema, cursor: cursorSchema }),
  status: 200,
  response: pageOf(managedTeamSchema),
  errors: [],
});

export const getManagedTeam = contract({
  id: 'getManagedTeam',
  method: 'GET',
  path: '/admin/teams/:id',
  tag,
  summary: '一个团队的全部内容',
  access: ADMINS,
  params,
  status: 200,
  response: managedTeamSchema,
  errors: ['NOT_FOUND'],
});

export const listCaptains = contract({
  id: 'listCaptains',
  method: 'GET',
  path: '/admin/team-captains',
  tag,
  summary: '可以替团队接单的人：这个区域里审核过的志愿者和党员',
  access: ADMINS,
  query: z.strictObject({ area: areaCodeSchema, q: searchWordsSchema.optional() }),
  status: 200,
  response: z.strictObject({ items: z.array(captainSchema), nextCursor: z.null() }),
  errors: ['NOT_FOUND'],
});

export const createTeam = contract({
  id: 'createTeam',
  method: 'POST',
  path: '/admin/teams',
  tag,
  summary: '新建一个团队',
  access: ADMINS,
  body: teamWordsSchema,
  status: 201,
  response: managedTeamSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'required',
});

export const changeTeam = contract({
  id: 'changeTeam',
  method: 'PUT',
  path: '/admin/teams/:id',
  tag,
  summary: '修改一个团队；已经派出的单不变',
  access: ADMINS,
  params,
  body: teamWordsSchema.extend({ version: versionSchema }),
  status: 200,
  response: managedTeamSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'VERSION_CONFLICT'],
});

export const closeTeam = contract({
  id: 'closeTeam',
  method: 'POST',
  path: '/admin/teams/:id/close',
  tag,
  summary: '停止服务并说明原因：不能再点单、派单；已经接的单照常办完',
  access: ADMINS,
  params,
  body: z.strictObject({ reason: wordsSchema(2, 200, '原因'), version: versionSchema }),
  status: 200,
  response: managedTeamSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE', 'VERSION_CONFLICT', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const reopenTeam = contract({
  id: 'reopenTeam',
  method: 'POST',
  path: '/admin/teams/:id/reopen',
  tag,
  summary: '恢复服务',
  access: ADMINS,
  params,
  body: z.strictObject({ version: versionSchema }),
  status: 200,
  response: managedTeamSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE', 'VERSION_CONFLICT', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const teamAdminContracts = [
  listManagedTeams,
  getManagedTeam,
  listCaptains,
  createTeam,
  changeTeam,
  closeTeam,
  reopenTeam,
] as const;
