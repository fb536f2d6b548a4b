import * as z from 'zod';
import { noticeCategorySchema, newNoticeSchema } from '@shared/notices/schemas';
import type { NoticeDoc } from '@api/features/notices';
import source from '../source/notices.json';
import { CITY_CODE, DISTRICT_CODE, HOME_GRID_CODE } from './build-areas';
import { stableId } from './pick';

const HOUR = 3_600_000;
const areas = {
  city: CITY_CODE,
  street: HOME_GRID_CODE.slice(0, 9),
  community: HOME_GRID_CODE.slice(0, 12),
  home: HOME_GRID_CODE,
};
const WHOLE_PATH = [CITY_CODE, DISTRICT_CODE, areas.street, areas.community, areas.home];

const sourceSchema = z.array(
  z.strictObject({
    area: z.enum(['city', 'street', 'community', 'home']),
    category: noticeCategorySchema,
    title: newNoticeSchema.shape.title,
    text: newNoticeSchema.shape.text,
    important: z.boolean(),
    pinned: z.boolean(),
    fromHours: z.number().describe('发布时间离写入演示数据的小时数，正的还没发布'),
    days: z.number(),
  }),
);

/** What the personas' grid and those above it are told; the last one is still to come. */
export function buildNotices(nowMs: number): NoticeDoc[] {
  return sourceSchema.parse(source).map(({ area, fromHours, days, ...words }, index) => {
    const publishAt = nowMs + fromHours * HOUR;
    const areaCode = areas[area];
    return {
      ...words,
      _id: stableId('notice', index),
      areaCode,
      areaPath: WHOLE_PATH.slice(0, WHOLE_PATH.indexOf(areaCode) + 1),
      publishAt: new Date(publishAt),
      validUntil: new Date(publishAt + days * 24 * HOUR),
      editedAt: null,
      withdrawnAt: null,
      withdrawal: null,
      round: 1,
      createdBy: 'demo',
      createdAt: new Date(Math.min(nowMs, publishAt)),
      version: 1,
    };
  });
}
