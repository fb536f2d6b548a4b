import * as z from 'zod';
import { TEMPLATE_ACTIONS, TEMPLATE_VARIANTS, templateTextSchema } from '@shared/templates/schemas';
import type { TemplateDoc } from '@api/features/templates';
import source from '../source/templates.json';
import { CITY_CODE } from './build-areas';
import { stableId } from './pick';

const sourceSchema = z.array(
  z.strictObject({
    action: z.enum(TEMPLATE_ACTIONS),
    variant: z.enum(TEMPLATE_VARIANTS).optional(),
    scope: z.templateLiteral([z.enum(['c:', 'g:']), z.string()]).or(z.literal('*')),
    text: templateTextSchema,
  }),
);

/** What staff say often, of the whole city; in the order of the source. */
export function buildTemplates(nowMs: number): TemplateDoc[] {
  return sourceSchema.parse(source).map(({ action, variant, scope, text }, index) => ({
    _id: stableId('template', index).toHexString(),
    areaCode: CITY_CODE,
    action,
    variant: variant ?? null,
    scope,
    text,
    createdBy: 'demo',
    updatedAt: new Date(nowMs),
  }));
}
