import * as z from 'zod';
import { contract } from '../core/contract';
import { placeSchema } from '../geo/place';
import { routingPreviewSchema, submitCaseSchema } from './schemas';

export const previewRouting = contract({
  id: 'previewRouting',
  method: 'POST',
  path: '/cases/preview-routing',
  tag: '事项',
  summary: '提交前先看：这件事会交给谁、为什么、承诺什么时候受理和答复；不会提交',
  access: 'public',
  body: submitCaseSchema
    .pick({ text: true, categoryCode: true })
    .extend({ place: placeSchema, onBehalf: z.boolean().default(false).describe('替居民报') }),
  status: 200,
  response: routingPreviewSchema,
  errors: ['OUTSIDE_SERVICE_AREA', 'UNKNOWN_CATEGORY'],
});
