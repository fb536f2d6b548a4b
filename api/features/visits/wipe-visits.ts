import { VISIT_KEPT_DAYS } from '@shared/visits/rules';
import { DAY_MS } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import { looksOf, type VisitDoc, visitsOf } from './visit.model';

const BATCH = 200;
/** A round does so many batches; what is left over is for the next. */
const BATCHES = 50;

/** About a hundred metres: enough for a map of where a grid is walked, not for whose door it was. */
const roughly = (degrees: number) => Math.round(degrees * 1000) / 1000;

/**
 * Of visits that have had their time whom they met, what was noted and at which door is gone for good, and with it who
 * looked; that there was a visit, when, by whom and how much was found stays. @returns how many were wiped
 */
export async function wipeVisits(
  deps: Pick<Deps, 'db' | 'clock'>,
  isStopped: () => boolean = () => false,
): Promise<number> {
  const before = new Date(deps.clock() - VISIT_KEPT_DAYS * DAY_MS);
  let wiped = 0;
  for (let i = 0; i < BATCHES && !isStopped(); i += 1) {
    const old = await visitsOf(deps.db)
      .find({ sealed: { $type: 'string' }, at: { $lt: before } }, { sort: { at: 1 }, limit: BATCH })
      .toArray();
    if (old.length === 0) break;
    await looksOf(deps.db).deleteMany({ visitId: { $in: old.map(({ _id }) => _id) } });
    const { modifiedCount } = await visitsOf(deps.db).bulkWrite(old.map(wiping), { ordered: false });
    wiped += modifiedCount;
  }
  return wiped;
}

const wiping = ({ _id, place, findings }: VisitDoc) => ({
  updateOne: {
    filter: { _id },
    update: {
      $set: {
        sealed: null,
        placeText: null,
        place: { lng: roughly(place.lng), lat: roughly(place.lat) },
        findings: findings.map((finding) => ({ ...finding, text: '' })),
      },
    },
  },
});
