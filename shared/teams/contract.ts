import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { areaRefSchema } from '../auth/schemas';
import { caseRefSchema } from '../cases/action-bodies';
import { contract } from '../core/contract';
import { idSchema, timeSchema, wordsSchema } from '../core/primitives';
import { placeSchema } from '../geo/place';
import { searchWordsSchema } from '../text/search-words';
import { TEAMS_AT_MOST } from './rules';

const tag = '服务团队';
export const teamIdSchema = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, '团队编号格式不正确');
const params = z.strictObject({ id: teamIdSchema });
const ofCase = z.strictObject({ id: caseRefSchema });

export const teamItemSchema = z
  .strictObject({
    id: teamIdSchema,
    name: z.string(),
    type: z.enum(['basic', 'professional']),
    professions: z.array(z.string()),
    area: areaRefSchema,
    summary: z.string(),
  })
  .meta({ id: 'TeamItem' });
export type TeamItem = z.infer<typeof teamItemSchema>;

export const teamViewSchema = z
  .strictObject({
    ...teamItemSchema.shape,
    hours: z.string(),
    members: z
      .array(
        z.strictObject({
          name: z.string(),
          profession: z.string(),
          duty: z.string(),
          languages: z.array(z.string()),
        }),
      )
      .describe('本人同意公开的成员；没有电话'),
    services: z.array(z.strictObject({ name: z.string(), minutes: z.int(), note: z.string() })),
    closed: z.strictObject({ reason: z.string(), at: timeSchema }).nullable().describe('停止服务了，为什么'),
    week: z.strictObject({ taken: z.int(), capacity: z.int() }).describe('这一周接了几单，最多几单'),
  })
  .meta({ id: 'Team' });
export type TeamView = z.infer<typeof teamViewSchema>;

export const orderViewSchema = z
  .strictObject({
    caseId: idSchema,
    number: z.string(),
    teams: z.array(z.strictObject({ id: teamIdSchema, name: z.string() })).describe('第一个是牵头的'),
    when: z.string().nullable().describe('希望什么时候'),
    sent: z.boolean().describe('已经派单'),
    record: z.string().nullable().describe('服务记录；只有居民本人和服务团队可见'),
    mayDispatch: z.boolean(),
    mayRecord: z.boolean(),
  })
  .meta({ id: 'TeamOrder' });
export type OrderView = z.infer<typeof orderViewSchema>;

export const listTeams = contract({
  id: 'listTeams',
  method: 'GET',
  path: '/teams',
  tag,
  summary: '服务团队：为一个区域服务的，按专业筛选；不填区域是本人的网格',
  access: 'public',
  query: z.strictObject({
    area: areaCodeSchema.optional(),
    profession: searchWordsSchema.optional(),
  }),
  status: 200,
  response: z.strictObject({
    professions: z.array(z.string()),
    items: z.array(teamItemSchema),
    nextCursor: z.null(),
  }),
  errors: ['NOT_FOUND'],
});

export const getTeam = contract({
  id: 'getTeam',
  method: 'GET',
  path: '/teams/:id',
  tag,
  summary: '一个团队：成员、能做什么、本周还能接几单',
  access: 'public',
  params,
  status: 200,
  response: teamViewSchema,
  errors: ['NOT_FOUND'],
});

export const requestTeam = contract({
  id: 'requestTeam',
  method: 'POST',
  path: '/teams/:id/requests',
  tag,
  summary: '点单：请团队来服务；成为一件不公开的事项，由中心派单',
  access: 'user',
  params,
  body: z.strictObject({
    text: wordsSchema(2, 500, '需要什么'),
    place: placeSchema.optional(),
    when: wordsSchema(0, 60, '时间').optional().describe('希望什么时候'),
  }),
  status: 201,
  response: orderViewSchema,
  errors: ['NOT_FOUND', 'OUTSIDE_SERVICE_AREA', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'required',
});

export const getTeamOrder = contract({
  id: 'getTeamOrder',
  method: 'GET',
  path: '/cases/:id/team-order',
  tag,
  summary: '一次点单；只有本人、服务团队和辖区工作人员可见',
  access: 'user',
  params: ofCase,
  status: 200,
  response: orderViewSchema,
  errors: ['NOT_FOUND'],
});

export const dispatchTeams = contract({
  id: 'dispatchTeams',
  method: 'POST',
  path: '/cases/:id/team-order/dispatch',
  tag,
  summary: '派单给一个或几个团队（组团）；每个团队一周只接得了那么多，满了说明原因和别的团队（next）',
  access: ['dispatcher'],
  params: ofCase,
  body: z.strictObject({
    teamIds: z
      .array(teamIdSchema)
      .min(1, '请选择团队')
      .max(TEAMS_AT_MOST, `最多 ${TEAMS_AT_MOST} 个团队一起`)
      .refine((ids) => new Set(ids).size === ids.length, '同一个团队选了两次'),
  }),
  status: 200,
  response: orderViewSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'VERSION_CONFLICT', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'required',
});

export const recordService = contract({
  id: 'recordService',
  method: 'PUT',
  path: '/cases/:id/team-order/record',
  tag,
  summary: '服务记录，加密保存；只有居民本人和服务团队可见',
  access: 'user',
  params: ofCase,
  body: z.strictObject({ text: wordsSchema(1, 1000, '服务记录') }),
  status: 200,
  response: orderViewSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED'],
});

export const teamContracts = [
  listTeams,
  getTeam,
  requestTeam,
  getTeamOrder,
  dispatchTeams,
  recordService,
] as const;
