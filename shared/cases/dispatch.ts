import * as z from 'zod';
import { idSchema, timeSchema, wordsSchema } from '../core/primitives';

/** Most people and departments that may help the one in charge. */
export const CO_HANDLERS_AT_MOST = 5;

/** To whom a case may be given: a person of a grid's team by user id, or a department of the catalogue. */
export const dispatchTargetSchema = z.union(
  [z.strictObject({ personId: idSchema }), z.strictObject({ department: z.string().min(1).max(40) })],
  '请选择派给谁',
);
export type DispatchTarget = z.infer<typeof dispatchTargetSchema>;

/** One text per target, to compare and to key by. */
export function targetKey(target: DispatchTarget): string {
  return 'personId' in target ? `person:${target.personId}` : `department:${target.department}`;
}

export const coHandlersSchema = z
  .array(dispatchTargetSchema)
  .max(CO_HANDLERS_AT_MOST, `协办最多 ${CO_HANDLERS_AT_MOST} 个`)
  .refine((targets) => new Set(targets.map(targetKey)).size === targets.length, '协办重复了');

/** A case is split into so many parts at most. */
export const PARTS_AT_MOST = 10;

/** What of a split case goes to whom; `deadline` is the whole's unless given. */
export const partsSchema = z
  .array(
    z.strictObject({
      to: dispatchTargetSchema,
      text: wordsSchema(2, 500, '这一部分要做什么'),
      deadline: timeSchema.optional(),
    }),
    '请填写拆分的部分',
  )
  .min(2, '至少分成 2 个部分')
  .max(PARTS_AT_MOST, `最多分成 ${PARTS_AT_MOST} 个部分`)
  .refine(
    (parts) => new Set(parts.map(({ to }) => targetKey(to))).size === parts.length,
    '同一个人或部门只能办一个部分',
  );

/** Whom the caller may give a case to. */
export const dispatchTargetsSchema = z
  .strictObject({
    people: z
      .array(
        z.strictObject({
          personId: idSchema,
          name: z.string(),
          functionName: z.string(),
          areaName: z.string(),
          openCases: z.int().describe('手上未办结的件数，最多数到 200'),
        }),
      )
      .max(100)
      .describe('事发网格的人在前'),
    departments: z
      .array(z.strictObject({ department: z.string(), name: z.string(), duty: z.string() }))
      .describe('事项类别的主责部门在前'),
  })
  .meta({ id: 'DispatchTargets' });
export type DispatchTargets = z.infer<typeof dispatchTargetsSchema>;
