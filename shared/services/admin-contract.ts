import * as z from 'zod';
import { contract } from '../core/contract';
import { wordsSchema } from '../core/primitives';
import { serviceCatalogueSchema, serviceItemSchema } from './catalogue';

const tag = '办事';
const params = z.strictObject({ id: serviceItemSchema.shape.id });
const base = z.string().max(40).nullable().describe('改的是哪个版本；别人改过就要先看新的');

export const managedServicesSchema = z
  .strictObject({
    version: z.string().nullable(),
    lifeEvents: serviceCatalogueSchema.shape.lifeEvents.or(z.array(z.never())),
    items: z.array(serviceItemSchema),
    told: z.int().describe('因为这次改动，多少人的预约要改期，已经发消息告诉他们'),
  })
  .meta({ id: 'ManagedServices' });
export type ManagedServices = z.infer<typeof managedServicesSchema>;

/** What is edited; whether it is withdrawn is changed on its own. */
export const editedServiceSchema = serviceItemSchema.omit({ withdrawn: true });
export type EditedService = z.infer<typeof editedServiceSchema>;

export const getServiceCatalogue = contract({
  id: 'getServiceCatalogue',
  method: 'GET',
  path: '/admin/services',
  tag,
  summary: '办事目录的现行版本，包括停办的',
  access: ['admin'],
  status: 200,
  response: managedServicesSchema,
  errors: [],
});

export const saveService = contract({
  id: 'saveService',
  method: 'PUT',
  path: '/admin/services/:id',
  tag,
  summary: '新增或修改一项服务，成为目录的新版本；预约的时段不再开放的人会收到消息',
  access: ['admin'],
  params,
  body: z.strictObject({ item: editedServiceSchema, base }),
  status: 200,
  response: managedServicesSchema,
  errors: ['VERSION_CONFLICT', 'WRONG_STATE'],
  bodyLimit: 256 * 1024,
});

export const withdrawService = contract({
  id: 'withdrawService',
  method: 'POST',
  path: '/admin/services/:id/withdraw',
  tag,
  summary: '停办并说明原因：不再接受申请和预约，已经约好的人会收到消息；正在办的照常办',
  access: ['admin'],
  params,
  body: z.strictObject({ reason: wordsSchema(2, 200, '停办原因'), base }),
  status: 200,
  response: managedServicesSchema,
  errors: ['NOT_FOUND', 'VERSION_CONFLICT', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const restoreService = contract({
  id: 'restoreService',
  method: 'POST',
  path: '/admin/services/:id/restore',
  tag,
  summary: '恢复办理',
  access: ['admin'],
  params,
  body: z.strictObject({ base }),
  status: 200,
  response: managedServicesSchema,
  errors: ['NOT_FOUND', 'VERSION_CONFLICT', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const serviceAdminContracts = [
  getServiceCatalogue,
  saveService,
  withdrawService,
  restoreService,
] as const;
