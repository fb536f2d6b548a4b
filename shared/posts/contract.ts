import * as z from 'zod';
import { SPREADSHEET_TYPES } from '../area-import/contract';
import { postFunctionSchema } from '../areas/levels';
import { areaCodeSchema } from '../areas/schemas';
import { areaRefSchema } from '../auth/schemas';
import { contract } from '../core/contract';
import { limitSchema, pageOf } from '../core/pagination';
import { shiftSchema } from '../duty/roster';
import { postIdSchema } from '../leave/schemas';
import { daySchema } from './terms';

const tag = '岗位与值班';
export const POST_ROWS_AT_MOST = 10_000;
/** Of rows and of faults, so many are listed; the counts tell the rest. */
export const POST_ROWS_LISTED = 300;
const SHEET_BYTES = 20 * 1024 * 1024;

export const postReportSchema = z
  .strictObject({
    dryRun: z.boolean(),
    applied: z.boolean(),
    counts: z.strictObject({ created: z.int(), updated: z.int(), unchanged: z.int(), rejected: z.int() }),
    rows: z
      .array(
        z.strictObject({
          line: z.int(),
          change: z.enum(['create', 'update', 'same']),
          areaName: z.string(),
          functionName: z.string(),
          name: z.string(),
          phoneMasked: z.string().nullable(),
          term: z.string(),
        }),
      )
      .describe(`最多列出 ${POST_ROWS_LISTED} 行`),
    rejected: z.array(z.strictObject({ line: z.int(), reason: z.string() })),
  })
  .meta({ id: 'PostImportReport' });
export type PostImportReport = z.infer<typeof postReportSchema>;

export const importPosts = contract({
  id: 'importPosts',
  method: 'POST',
  path: '/admin/posts/import',
  tag,
  summary: `从表格（.xlsx、CSV）导入人员和岗位，最多 ${POST_ROWS_AT_MOST} 行；有一行不合格就全部不导入，报告里号码打码`,
  access: ['admin'],
  fileTypes: SPREADSHEET_TYPES,
  bodyLimit: SHEET_BYTES,
  query: z.strictObject({
    dryRun: z
      .enum(['0', '1'])
      .default('0')
      .transform((value) => value === '1'),
  }),
  status: 200,
  response: postReportSchema,
  errors: ['IMPORT_REJECTED', 'UNSUPPORTED_TYPE', 'PAYLOAD_TOO_LARGE', 'UNAVAILABLE'],
});

export const staffPostSchema = z
  .strictObject({
    postId: z.string(),
    area: areaRefSchema,
    function: postFunctionSchema,
    functionName: z.string(),
    name: z.string(),
    phoneMasked: z.string().nullable(),
    from: z.string().nullable(),
    until: z.string().nullable(),
    term: z.enum(['coming', 'now', 'over']).describe('任期未到 / 在任 / 已满'),
    onLeave: z.boolean(),
    shifts: z.array(shiftSchema),
    dutyToday: z.string().nullable(),
    openCases: z.int().describe('这个岗位手上的事，数到 200 为止'),
  })
  .meta({ id: 'StaffPost' });
export type StaffPost = z.infer<typeof staffPostSchema>;

export const STAFF_KEEPERS = ['dispatcher', 'supervisor', 'admin'] as const;

export const listPosts = contract({
  id: 'listPosts',
  method: 'GET',
  path: '/admin/posts',
  tag,
  summary: '辖区里的岗位：任期、排班、休假、手上有几件事；号码打码',
  access: STAFF_KEEPERS,
  query: z.strictObject({ area: areaCodeSchema, limit: limitSchema, cursor: postIdSchema.optional() }),
  status: 200,
  response: pageOf(staffPostSchema),
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED'],
});

export const setPostTerm = contract({
  id: 'setPostTerm',
  method: 'PUT',
  path: '/admin/posts/:id/term',
  tag,
  summary: '定一个岗位的任期；任期一满，当天起就没有这个岗位的权限',
  access: ['admin'],
  params: z.strictObject({ id: postIdSchema }),
  body: z
    .strictObject({ from: daySchema.nullable(), until: daySchema.nullable() })
    .refine(({ from, until }) => !from || !until || from <= until, {
      message: '任期的结束不能早于开始',
      path: ['until'],
    }),
  status: 200,
  response: staffPostSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED'],
});

export const postContracts = [importPosts, listPosts, setPostTerm] as const;
