import * as z from 'zod';
import { STAFF_ROLES } from '../auth/roles';
import { workbenchQueueSchema } from '../cases/contract';
import { contract } from '../core/contract';
import { idSchema, wordsSchema } from '../core/primitives';
import { workbenchFilterSchema } from './filter';

const tag = '工作台';
/** One person's list stays short enough to be read. */
export const MOST_SAVED_FILTERS = 20;

const nameSchema = wordsSchema(1, 20, '名称').refine((name) => !name.includes('\n'), '名称写在一行里');
const savedShape = { name: nameSchema, queue: workbenchQueueSchema, filter: workbenchFilterSchema };

export const savedFilterSchema = z
  .strictObject({
    id: idSchema,
    ...savedShape,
    name: z.string(),
    count: z.int().nullable().describe('现在有多少件，最多数到 1000；没有要求时不数'),
    capped: z.boolean().describe('没有数完'),
  })
  .meta({ id: 'SavedFilter' });
export type SavedFilter = z.infer<typeof savedFilterSchema>;

export const listSavedFilters = contract({
  id: 'listSavedFilters',
  method: 'GET',
  path: '/me/workbench/filters',
  tag,
  summary: '我保存的筛选，按我排的顺序；counts=1 时各数一数',
  access: STAFF_ROLES,
  query: z.strictObject({ counts: z.enum(['0', '1']).default('0') }),
  status: 200,
  response: z.strictObject({ items: z.array(savedFilterSchema) }),
  errors: [],
});

export const saveFilter = contract({
  id: 'saveFilter',
  method: 'POST',
  path: '/me/workbench/filters',
  tag,
  summary: `保存一个筛选，排在最后；每人最多 ${MOST_SAVED_FILTERS} 个，名称不重复`,
  access: STAFF_ROLES,
  body: z.strictObject(savedShape),
  status: 201,
  response: savedFilterSchema,
  errors: [],
  idempotency: 'optional',
});

export const changeSavedFilter = contract({
  id: 'changeSavedFilter',
  method: 'PATCH',
  path: '/me/workbench/filters/:id',
  tag,
  summary: '改名称、改条件，或挪到第几个（从 0 起）',
  access: STAFF_ROLES,
  params: z.strictObject({ id: idSchema }),
  body: z
    .strictObject({
      name: nameSchema.optional(),
      queue: workbenchQueueSchema.optional(),
      filter: workbenchFilterSchema.optional(),
      position: z
        .int()
        .min(0)
        .max(MOST_SAVED_FILTERS - 1)
        .optional(),
    })
    .refine((body) => Object.keys(body).length > 0, { message: '请写明要改什么', path: ['name'] }),
  status: 200,
  response: savedFilterSchema,
  errors: ['NOT_FOUND'],
});

export const removeSavedFilter = contract({
  id: 'removeSavedFilter',
  method: 'DELETE',
  path: '/me/workbench/filters/:id',
  tag,
  summary: '删掉一个保存的筛选',
  access: STAFF_ROLES,
  params: z.strictObject({ id: idSchema }),
  status: 204,
  response: z.undefined(),
  errors: ['NOT_FOUND'],
});

export const savedFilterContracts = [
  listSavedFilters,
  saveFilter,
  changeSavedFilter,
  removeSavedFilter,
] as const;
