import * as z from 'zod';
import { areaLevelSchema } from '../areas/levels';

export const clockSchema = z.enum(['working', 'natural']).describe('工作时间 / 自然时间');
export const durationSchema = z.strictObject({
  hours: z.number().positive().max(10_000),
  clock: clockSchema,
});
export type Duration = z.infer<typeof durationSchema>;

/** Who takes a matter on, lowest first. */
export const CASE_LEVELS = ['grid', 'community', 'street', 'district', 'city'] as const;
export const caseLevelSchema = areaLevelSchema.extract(CASE_LEVELS);
export type CaseLevel = z.infer<typeof caseLevelSchema>;

export const categoryQuestionSchema = z.strictObject({
  code: z.string(),
  label: z.string(),
  type: z.enum(['boolean', 'single', 'multiple', 'text', 'number']),
  options: z.array(z.strictObject({ code: z.string(), label: z.string() })).optional(),
  required: z.boolean(),
});

export const categoryViewSchema = z
  .strictObject({
    code: z.string(),
    name: z.string(),
    kind: z.enum(['component', 'event', 'affair']),
    description: z.string(),
    level: caseLevelSchema,
    department: z.string().describe('部门编号'),
    departmentName: z.string(),
    respond: durationSchema,
    resolve: durationSchema,
    urgent: z.boolean(),
    requiresPhoto: z.boolean(),
    requiresAfterPhoto: z.boolean(),
    publicByDefault: z.boolean(),
    questions: z.array(categoryQuestionSchema),
  })
  .meta({ id: 'Category' });
export type CategoryView = z.infer<typeof categoryViewSchema>;

export const categoryTreeSchema = z
  .strictObject({
    version: z.string(),
    groups: z.array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        summary: z.string(),
        categories: z.array(categoryViewSchema),
      }),
    ),
  })
  .meta({ id: 'CategoryTree' });
export type CategoryTree = z.infer<typeof categoryTreeSchema>;

export const suggestionSchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  groupName: z.string(),
  confidence: z.number().min(0).max(1),
  because: z.array(z.string()).describe('文字里让我们这样判断的词'),
});
export const emergencySchema = z
  .strictObject({
    matched: z.array(z.string()),
    hotline: z.string(),
    hotlineName: z.string(),
    also: z.array(z.string()),
    advice: z.string(),
  })
  .meta({ id: 'Emergency' });
export type Emergency = z.infer<typeof emergencySchema>;

export const suggestResultSchema = z
  .strictObject({ suggestions: z.array(suggestionSchema).max(3), emergency: emergencySchema.nullable() })
  .meta({ id: 'CategorySuggestions' });
export type SuggestResult = z.infer<typeof suggestResultSchema>;
