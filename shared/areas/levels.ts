import * as z from 'zod';

/** The area tree, top to bottom. A place belongs to one area of each level. */
export const AREA_LEVELS = ['city', 'district', 'street', 'community', 'grid', 'microgrid'] as const;
export const areaLevelSchema = z.enum(AREA_LEVELS);
export type AreaLevel = z.infer<typeof areaLevelSchema>;

export const AREA_LEVEL_NAMES: Record<AreaLevel, string> = {
  city: '市',
  district: '区（县）',
  street: '街道（乡镇）',
  community: '社区（村）',
  grid: '网格',
  microgrid: '微网格',
};

export const gridKindSchema = z.enum(['basic', 'dedicated']).describe('基础网格 / 专属网格');
export const settlementSchema = z.enum(['urban', 'rural']).describe('城镇 / 乡村');

/** Functions in which a person serves an area (岗位). */
export const POST_FUNCTIONS = [
  'liaison',
  'grid_leader',
  'grid_worker',
  'parttime_worker',
  'volunteer',
  'party_member',
] as const;
export const postFunctionSchema = z.enum(POST_FUNCTIONS);
export type PostFunction = z.infer<typeof postFunctionSchema>;

export const POST_FUNCTION_NAMES: Record<PostFunction, string> = {
  liaison: '网格联络员',
  grid_leader: '网格长',
  grid_worker: '专职网格员',
  parttime_worker: '兼职网格员',
  volunteer: '网格志愿者',
  party_member: '联户党员',
};
