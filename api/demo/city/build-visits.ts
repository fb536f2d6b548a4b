import * as z from 'zod';
import { VISIT_PURPOSES } from '@shared/visits/rules';
import type { PostDoc } from '@api/features/areas';
import type { VisitDoc } from '@api/features/visits';
import type { FieldCrypto } from '@api/store/field-crypto';
import source from '../source/visits.json';
import { CITY_CODE, DISTRICT_CODE, HOME_GRID_CODE } from './build-areas';
import { DEMO_PLACE } from './demo-place';
import { PERSONA_ENTRIES } from './personas';
import { stableId } from './pick';

const HOUR = 3_600_000;
/** So much of a degree to a step of the source: some ten metres, so that all of them lie in the home grid. */
const STEP = 0.0001;
const PATH = [
  CITY_CODE,
  DISTRICT_CODE,
  HOME_GRID_CODE.slice(0, 9),
  HOME_GRID_CODE.slice(0, 12),
  HOME_GRID_CODE,
];

const sourceSchema = z.array(
  z.strictObject({
    by: z.enum(['grid-worker', 'grid-leader', 'liaison']),
    hours: z.number().describe('多少小时以前'),
    purpose: z.enum(VISIT_PURPOSES),
    where: z.string(),
    people: z.array(z.string()),
    note: z.string(),
    findings: z.array(z.string()),
    east: z.number(),
    north: z.number(),
  }),
);

/** What the people of the home grid wrote down in the last days; the liaison has been there, as the norm asks. */
export function buildVisits(posts: readonly PostDoc[], crypto: FieldCrypto, nowMs: number): VisitDoc[] {
  const liaison = posts.find(
    ({ areaCode, function: fn, userId }) =>
      areaCode === HOME_GRID_CODE && fn === 'liaison' && userId !== null,
  );
  return sourceSchema.parse(source).flatMap((told, index) => {
    const who =
      told.by === 'liaison'
        ? liaison?.userId && { userId: liaison.userId, worker: liaison.name }
        : {
            userId: stableId('persona', told.by).toHexString(),
            worker: PERSONA_ENTRIES[told.by].nickname,
          };
    if (!who) return [];
    const at = new Date(nowMs - told.hours * HOUR);
    return [
      {
        _id: stableId('visit', index),
        ...who,
        at,
        purpose: told.purpose,
        areaPath: PATH,
        gridCode: HOME_GRID_CODE,
        place: { lng: DEMO_PLACE.lng + told.east * STEP, lat: DEMO_PLACE.lat + told.north * STEP },
        placeText: told.where,
        peopleCount: told.people.length,
        sealed: crypto.encrypt(JSON.stringify({ people: told.people, note: told.note || null })),
        findings: told.findings.map((text) => ({ text, case: null })),
        createdAt: at,
      },
    ];
  });
}
