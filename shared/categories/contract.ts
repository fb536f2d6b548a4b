import * as z from 'zod';
import { contract } from '../core/contract';
import { idSchema, wordsSchema } from '../core/primitives';
import { categoryTreeSchema, suggestResultSchema } from './schemas';

const tag = '事项类别';

export const listCategories = contract({
  id: 'listCategories',
  method: 'GET',
  path: '/categories',
  tag,
  summary: '事项类别目录（现行版本）',
  access: 'public',
  status: 200,
  response: categoryTreeSchema,
  errors: [],
  conditional: true,
});

export const suggestCategories = contract({
  id: 'suggestCategories',
  method: 'POST',
  path: '/categories/suggest',
  tag,
  summary: '从文字推荐类别；有紧急情况时给出应拨打的电话',
  access: 'public',
  body: z.strictObject({ text: wordsSchema(1, 2000, '描述'), photos: z.array(idSchema).max(9).optional() }),
  status: 200,
  response: suggestResultSchema,
  errors: [],
});

export const importCategories = contract({
  id: 'importCategories',
  method: 'POST',
  path: '/admin/categories/import',
  tag,
  summary: '导入新版本目录；未办结事项仍按受理时的版本',
  access: ['admin'],
  bodyLimit: 4 * 1024 * 1024,
  query: z.strictObject({
    dryRun: z
      .enum(['0', '1'])
      .default('0')
      .transform((value) => value === '1'),
  }),
  body: z.looseObject({ version: z.string().regex(/^[\w.-]{1,60}$/, '版本号由字母、数字和 . - _ 组成') }),
  status: 200,
  response: z.strictObject({
    dryRun: z.boolean(),
    applied: z.boolean(),
    version: z.string(),
    added: z.array(z.string()),
    changed: z.array(z.string()),
    removed: z.array(z.string()),
  }),
  errors: ['IMPORT_REJECTED'],
});

export const categoryContracts = [listCategories, suggestCategories, importCategories] as const;
