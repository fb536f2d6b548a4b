import * as z from 'zod';
import { caseLevelSchema, categoryQuestionSchema, durationSchema } from '@shared/categories/schemas';
import { wordsSchema } from '@shared/core/primitives';

/** Names by which the parts of a catalogue refer to each other. */
const code = z.string().regex(/^[\w-]{1,40}$/, '编号由字母、数字和 - _ 组成');

/** One entry of the imported catalogue. */
const entrySchema = z.strictObject({
  code: z.string().regex(/^[A-Z]{2}-\d{4}$/, '类别编码应为两位组别-四位数字，如 GY-0101'),
  group: code,
  name: wordsSchema(1, 40, '名称'),
  kind: z.enum(['component', 'event', 'affair']),
  description: wordsSchema(0, 300, '说明').default(''),
  keywords: z.array(wordsSchema(1, 40, '关键词')).default([]),
  synonyms: z.array(wordsSchema(1, 40, '同义词')).default([]),
  level: caseLevelSchema,
  department: code,
  respond: durationSchema,
  resolve: durationSchema,
  urgent: z.boolean(),
  requiresPhoto: z.boolean(),
  requiresAfterPhoto: z.boolean(),
  publicByDefault: z.boolean(),
  admission: z.boolean().describe('在网格准入清单上，可交给网格'),
  questions: z.array(categoryQuestionSchema).default([]),
  emergencyHint: wordsSchema(1, 300, '紧急提示').nullable().default(null),
});
export type CatalogueEntry = z.infer<typeof entrySchema>;

/** The importable catalogue of categories (事项目录), one JSON document per version. */
export const catalogueSchema = z
  .strictObject({
    version: z.string().regex(/^[\w.-]{1,60}$/),
    note: wordsSchema(0, 2000, '说明').optional(),
    workingDayHours: z.number().positive().max(24).optional(),
    kinds: z.record(code, wordsSchema(1, 40, '名称')).optional(),
    levels: z.record(code, wordsSchema(1, 40, '名称')).optional(),
    groups: z
      .array(
        z.strictObject({
          code,
          name: wordsSchema(1, 40, '名称'),
          summary: wordsSchema(0, 300, '说明'),
          order: z.number(),
        }),
      )
      .min(1),
    departments: z
      .array(
        z.strictObject({ id: code, name: wordsSchema(1, 40, '名称'), duty: wordsSchema(0, 300, '职责') }),
      )
      .min(1),
    categories: z.array(entrySchema).min(1).max(5000),
  })
  .check((ctx) => {
    const { groups, departments, categories } = ctx.value;
    const groupCodes = new Set(groups.map((group) => group.code));
    const departmentIds = new Set(departments.map((department) => department.id));
    const seen = new Set<string>();
    categories.forEach((entry, index) => {
      const complain = (field: string, message: string) =>
        ctx.issues.push({ code: 'custom', message, path: ['categories', index, field], input: entry });
      if (seen.has(entry.code)) complain('code', `编码 ${entry.code} 重复`);
      if (!groupCodes.has(entry.group)) complain('group', `没有组别 ${entry.group}`);
      if (!departmentIds.has(entry.department)) complain('department', `没有部门 ${entry.department}`);
      // Only what is on the admission list may be given to grids (准入清单).
      if (entry.level === 'grid' && !entry.admission) complain('level', '不在准入清单上的类别不能交给网格');
      seen.add(entry.code);
    });
  });
export type Catalogue = z.infer<typeof catalogueSchema>;
