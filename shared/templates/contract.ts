import * as z from 'zod';
import { STAFF_ROLES } from '../auth/roles';
import { contract } from '../core/contract';
import { idSchema } from '../core/primitives';
import {
  catalogueCodeSchema,
  LISTED_AT_MOST,
  newTemplateSchema,
  templateActionSchema,
  templateTextSchema,
  templateVariantSchema,
  templateViewSchema,
} from './schemas';

const tag = '工作台';
const params = z.strictObject({ id: idSchema });

export const listTemplates = contract({
  id: 'listTemplates',
  method: 'GET',
  path: '/workbench/templates',
  tag,
  summary: '一种操作的常用语：收藏的、自己的、这个类别的、大类的、通用的，依次排列，最多 50 条',
  access: STAFF_ROLES,
  query: z.strictObject({
    action: templateActionSchema,
    variant: templateVariantSchema.optional().describe('答复或核实的结果；不填是全部'),
    categoryCode: catalogueCodeSchema.optional(),
  }),
  status: 200,
  response: z.strictObject({ items: z.array(templateViewSchema).max(LISTED_AT_MOST) }),
  errors: [],
});

export const createTemplate = contract({
  id: 'createTemplate',
  method: 'POST',
  path: '/workbench/templates',
  tag,
  summary: '存一条常用语：自己用（最多 50 条），或给辖区用（调度员、管理员）',
  access: STAFF_ROLES,
  body: newTemplateSchema,
  status: 201,
  response: templateViewSchema,
  errors: ['ACTION_NOT_ALLOWED', 'UNKNOWN_CATEGORY', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'required',
});

export const changeTemplate = contract({
  id: 'changeTemplate',
  method: 'PATCH',
  path: '/workbench/templates/:id',
  tag,
  summary: '改一条常用语：自己的，或自己辖区的（调度员、管理员）',
  access: STAFF_ROLES,
  params,
  body: z.strictObject({ text: templateTextSchema }),
  status: 200,
  response: templateViewSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED'],
});

export const deleteTemplate = contract({
  id: 'deleteTemplate',
  method: 'DELETE',
  path: '/workbench/templates/:id',
  tag,
  summary: '删掉一条常用语：自己的，或自己辖区的（调度员、管理员）',
  access: STAFF_ROLES,
  params,
  status: 204,
  response: z.undefined(),
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED'],
});

export const setTemplateFavourite = contract({
  id: 'setTemplateFavourite',
  method: 'PUT',
  path: '/workbench/templates/:id/favourite',
  tag,
  summary: '收藏一条常用语，或取消；收藏的排在最前，最多 100 条',
  access: STAFF_ROLES,
  params,
  body: z.strictObject({ on: z.boolean('请说明收藏还是取消') }),
  status: 200,
  response: templateViewSchema,
  errors: ['NOT_FOUND'],
});

export const templateContracts = [
  listTemplates,
  createTemplate,
  changeTemplate,
  deleteTemplate,
  setTemplateFavourite,
] as const;
