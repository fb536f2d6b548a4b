import * as z from 'zod';
import { areaRefSchema } from '../auth/schemas';
import { idSchema, timeSchema } from '../core/primitives';
import { placeSchema } from '../geo/place';
import { appointmentSchema } from './application';
import { materialSchema, waySchema } from './catalogue';

export const serviceSummarySchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    group: z.string(),
    groupName: z.string(),
    audience: z.string(),
    modes: z.array(waySchema),
    timeLimit: z.string(),
    fee: z.string(),
  })
  .meta({ id: 'ServiceSummary' });
export type ServiceSummary = z.infer<typeof serviceSummarySchema>;

export const serviceViewSchema = z
  .strictObject({
    ...serviceSummarySchema.shape,
    department: z.string().describe('主管部门'),
    materials: z.array(materialSchema),
    steps: z.array(z.string()),
    legalBasis: z.array(z.string()),
    where: z.string(),
    hours: z.string(),
    site: z
      .strictObject({
        area: areaRefSchema,
        name: z.string(),
        address: z.string().nullable(),
        place: placeSchema,
      })
      .nullable()
      .describe('离您最近的办理点；没有说明网格时为空'),
    withdrawn: z.strictObject({ reason: z.string(), at: timeSchema }).nullable().describe('停办了，为什么'),
    slotMinutes: z.int().nullable().describe('可以预约的，每个时段多久'),
  })
  .meta({ id: 'Service' });
export type ServiceView = z.infer<typeof serviceViewSchema>;

export const slotViewSchema = z
  .strictObject({
    id: z.string(),
    startAt: timeSchema,
    endAt: timeSchema,
    capacity: z.int(),
    left: z.int(),
    mine: z.enum(['held', 'booked', 'waiting']).nullable(),
  })
  .meta({ id: 'ServiceSlot' });
export type SlotView = z.infer<typeof slotViewSchema>;

export const holdViewSchema = z
  .strictObject({ slot: slotViewSchema, heldUntil: timeSchema.describe('到这时还没提交，就让给别人') })
  .meta({ id: 'SlotHold' });
export type HoldView = z.infer<typeof holdViewSchema>;

export const waitViewSchema = z
  .strictObject({ slot: slotViewSchema, ahead: z.int().describe('前面还有几个人') })
  .meta({ id: 'SlotWait' });

export const waitItemSchema = z
  .strictObject({
    service: z.strictObject({ id: z.string(), name: z.string() }),
    slotId: z.string(),
    startAt: timeSchema,
    endAt: timeSchema,
    site: z.string().describe('在哪里办'),
    state: z.enum(['kept', 'waiting']).describe('kept 给您留着，waiting 还在候补'),
    until: timeSchema.nullable().describe('留到什么时候；还在候补时为空'),
    ahead: z.int().nullable().describe('候补时前面还有几个人'),
  })
  .meta({ id: 'SlotWaitItem' });
export type WaitItem = z.infer<typeof waitItemSchema>;

export const appointmentItemSchema = z
  .strictObject({
    caseId: idSchema,
    number: z.string(),
    service: z.strictObject({ id: z.string(), name: z.string() }),
    appointment: appointmentSchema,
  })
  .meta({ id: 'Appointment' });
export type AppointmentItem = z.infer<typeof appointmentItemSchema>;
