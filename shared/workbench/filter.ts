import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { caseStatusSchema } from '../cases/statuses';
import { caseLevelSchema } from '../categories/schemas';
import { timeSchema } from '../core/primitives';
import { searchWordsSchema } from '../text/search-words';

const codeSchema = z.string().regex(/^[A-Za-z0-9-]{1,20}$/, '编号格式不正确');
const flagSchema = z.enum(['1'], '只能写 1');

/** Reported within so many days, today included. */
export const FILTER_DAYS = ['1', '7', '30', '90'] as const;

/** What narrows a queue. The same words stand in a link, in the API's query and in what is saved. */
export const workbenchFilterShape = {
  group: codeSchema.optional().describe('类别组'),
  category: codeSchema.optional(),
  status: caseStatusSchema.optional(),
  area: areaCodeSchema.optional().describe('辖区内的某一片；不在辖区内的什么也找不到'),
  level: caseLevelSchema.optional(),
  urgent: flagSchema.optional(),
  supervised: flagSchema.optional(),
  hold: flagSchema.optional(),
  whose: z.enum(['mine', 'team']).optional().describe('派给我本人的 / 派给别人的'),
  days: z.enum(FILTER_DAYS).optional().describe('最近几天报的，含今天'),
  since: timeSchema.optional(),
  until: timeSchema.optional(),
  q: searchWordsSchema.optional(),
};
export const workbenchFilterSchema = z.strictObject(workbenchFilterShape).meta({ id: 'WorkbenchFilter' });
export type WorkbenchFilter = z.output<typeof workbenchFilterSchema>;
export const FILTER_FIELDS = Object.keys(workbenchFilterShape) as (keyof WorkbenchFilter)[];
