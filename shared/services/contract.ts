import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { areaRefSchema } from '../auth/schemas';
import { STAFF_ROLES } from '../auth/roles';
import { caseRefSchema } from '../cases/action-bodies';
import { contract } from '../core/contract';
import { cursorSchema, limitSchema, pageOf } from '../core/pagination';
import { timeSchema } from '../core/primitives';
import { coordTypeSchema } from '../geo/place';
import { searchWordsSchema } from '../text/search-words';
import {
  applicationViewSchema,
  checklistMarksSchema,
  givenMaterialsSchema,
  handoverInputSchema,
} from './application';
import { serviceItemSchema } from './catalogue';
import { SLOT_ID } from './slots';
import {
  appointmentItemSchema,
  holdViewSchema,
  serviceSummarySchema,
  serviceViewSchema,
  slotViewSchema,
  waitItemSchema,
  waitViewSchema,
} from './views';

const tag = '办事';
export const serviceIdSchema = serviceItemSchema.shape.id;
export const slotIdSchema = z.string().regex(SLOT_ID, '没有这个时段');

const item = z.strictObject({ id: serviceIdSchema });
const slot = z.strictObject({ id: serviceIdSchema, slotId: slotIdSchema });
const ofCase = z.strictObject({ id: caseRefSchema });

export const listServices = contract({
  id: 'listServices',
  method: 'GET',
  path: '/services',
  tag,
  summary: '办事目录：按人生阶段，或按说法、拼音和首字母查找',
  access: 'public',
  query: z.strictObject({
    q: searchWordsSchema.optional(),
    group: serviceItemSchema.shape.lifeEvent.optional(),
  }),
  status: 200,
  response: z.strictObject({
    groups: z.array(z.strictObject({ id: z.string(), name: z.string(), count: z.int() })),
    items: z.array(serviceSummarySchema),
    nextCursor: z.null(),
  }),
  errors: [],
  conditional: true,
});

export const getService = contract({
  id: 'getService',
  method: 'GET',
  path: '/services/:id',
  tag,
  summary: '一项服务：材料、步骤、时限、费用、依据，和离您最近的办理点',
  access: 'public',
  params: item,
  query: z.strictObject({ area: areaCodeSchema.optional(), coordType: coordTypeSchema.default('gcj02') }),
  status: 200,
  response: serviceViewSchema,
  errors: ['NOT_FOUND'],
});

export const listSlots = contract({
  id: 'listSlots',
  method: 'GET',
  path: '/services/:id/slots',
  tag,
  summary: '可以预约的时段和余号，一次最多 7 天；不填区域是本人的网格',
  access: 'public',
  params: item,
  query: z.strictObject({
    from: timeSchema.optional(),
    to: timeSchema.optional(),
    area: areaCodeSchema.optional(),
  }),
  status: 200,
  response: z.strictObject({ site: areaRefSchema, items: z.array(slotViewSchema) }),
  errors: ['NOT_FOUND', 'WRONG_STATE'],
});

export const holdSlot = contract({
  id: 'holdSlot',
  method: 'POST',
  path: '/services/:id/slots/:slotId/hold',
  tag,
  summary: '占一个号 10 分钟，好把申请填完；约满时说明原因和下一个有号的时段（next）',
  access: 'user',
  params: slot,
  status: 200,
  response: holdViewSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE', 'TOO_MANY_REQUESTS'],
  idempotency: 'optional',
});

export const releaseSlot = contract({
  id: 'releaseSlot',
  method: 'DELETE',
  path: '/services/:id/slots/:slotId/hold',
  tag,
  summary: '放弃占着的号',
  access: 'user',
  params: slot,
  status: 204,
  response: z.undefined(),
  errors: ['NOT_FOUND'],
});

export const joinWait = contract({
  id: 'joinWait',
  method: 'PUT',
  path: '/services/:id/slots/:slotId/wait',
  tag,
  summary: '约满时候补：有人退号就按先后留给您 1 小时，并通知您',
  access: 'user',
  params: slot,
  status: 200,
  response: waitViewSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE', 'ALREADY_DONE'],
});

export const leaveWait = contract({
  id: 'leaveWait',
  method: 'DELETE',
  path: '/services/:id/slots/:slotId/wait',
  tag,
  summary: '不再候补',
  access: 'user',
  params: slot,
  status: 204,
  response: z.undefined(),
  errors: ['NOT_FOUND'],
});

export const listMyAppointments = contract({
  id: 'listMyAppointments',
  method: 'GET',
  path: '/me/appointments',
  tag,
  summary: '我的预约，新办的在前',
  access: 'user',
  query: z.strictObject({ limit: limitSchema, cursor: cursorSchema }),
  status: 200,
  response: pageOf(appointmentItemSchema),
  errors: [],
});

export const listMyWaits = contract({
  id: 'listMyWaits',
  method: 'GET',
  path: '/me/waits',
  tag,
  summary: '给我留着的号（候补到的、还没填完的）和还在候补的时段，早的在前',
  access: 'user',
  status: 200,
  response: z.strictObject({ items: z.array(waitItemSchema) }),
  errors: [],
});

export const cancelAppointment = contract({
  id: 'cancelAppointment',
  method: 'POST',
  path: '/me/appointments/:id/cancel',
  tag,
  summary: '取消预约，开始前 2 小时为止；事项本身照常办',
  access: 'user',
  params: ofCase,
  status: 200,
  response: applicationViewSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE'],
  idempotency: 'optional',
});

export const rebookAppointment = contract({
  id: 'rebookAppointment',
  method: 'POST',
  path: '/me/appointments/:id/rebook',
  tag,
  summary: '改到另一个时段：先占住新号，再退旧号',
  access: 'user',
  params: ofCase,
  body: z.strictObject({ slotId: slotIdSchema }),
  status: 200,
  response: applicationViewSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const getApplication = contract({
  id: 'getApplication',
  method: 'GET',
  path: '/cases/:id/application',
  tag,
  summary: '办事申请：为谁办、材料核对、预约和结果；只有本人和辖区工作人员可见',
  access: 'user',
  params: ofCase,
  status: 200,
  response: applicationViewSchema,
  errors: ['NOT_FOUND'],
});

export const giveMaterials = contract({
  id: 'giveMaterials',
  method: 'POST',
  path: '/cases/:id/application/materials',
  tag,
  summary: '居民补交材料的照片；办理的人会收到通知',
  access: 'user',
  params: ofCase,
  body: givenMaterialsSchema,
  status: 200,
  response: applicationViewSchema,
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'WRONG_STATE',
    'VERSION_CONFLICT',
    'UPLOAD_NOT_USABLE',
    'IDEMPOTENCY_MISMATCH',
  ],
  idempotency: 'required',
});

export const markChecklist = contract({
  id: 'markChecklist',
  method: 'PUT',
  path: '/cases/:id/application/checklist',
  tag,
  summary: '核对材料；要补的会记进展并通知居民',
  access: STAFF_ROLES,
  params: ofCase,
  body: checklistMarksSchema,
  status: 200,
  response: applicationViewSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'VERSION_CONFLICT'],
});

export const handOverResult = contract({
  id: 'handOverResult',
  method: 'POST',
  path: '/cases/:id/application/handover',
  tag,
  summary: '办好了：说明结果怎样交到居民手里，并答复这件事',
  access: STAFF_ROLES,
  params: ofCase,
  body: handoverInputSchema,
  status: 200,
  response: applicationViewSchema,
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'WRONG_STATE',
    'VERSION_CONFLICT',
    'UPLOAD_NOT_USABLE',
    'IDEMPOTENCY_MISMATCH',
  ],
  idempotency: 'required',
});

export const importServices = contract({
  id: 'importServices',
  method: 'POST',
  path: '/admin/services/import',
  tag,
  summary: '导入办事目录；dryRun=1 只检查，有一处不对就什么都不改',
  access: ['admin'],
  query: z.strictObject({
    dryRun: z
      .enum(['0', '1'])
      .default('0')
      .transform((value) => value === '1'),
  }),
  body: z.record(z.string(), z.unknown()).describe('办事目录；由服务器逐项检查，问题一次列全'),
  status: 200,
  response: z.strictObject({
    applied: z.boolean(),
    version: z.string(),
    added: z.array(z.string()),
    changed: z.array(z.string()),
    removed: z.array(z.string()),
  }),
  errors: ['IMPORT_REJECTED', 'ACTION_NOT_ALLOWED'],
  bodyLimit: 2 * 1024 * 1024,
});

export const serviceContracts = [
  listServices,
  getService,
  listSlots,
  holdSlot,
  releaseSlot,
  joinWait,
  leaveWait,
  listMyAppointments,
  listMyWaits,
  cancelAppointment,
  rebookAppointment,
  getApplication,
  giveMaterials,
  markChecklist,
  handOverResult,
  importServices,
] as const;
