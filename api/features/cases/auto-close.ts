import type { Deps } from '@api/deps';
import { writeEvent } from './act-on-case';
import { type CaseDoc, casesOf } from './case.model';
import { SYSTEM_ACTOR } from './describe-actor';

const BATCH = 200;

/** Closes checked cases nobody rated within seven days, as unrated. Safe to run in several processes at once. */
export async function closeUnrated(deps: Deps): Promise<number> {
  let closed = 0;
  for (;;) {
    const due = (await casesOf(deps.db)
      .collection.find({ status: 'verified', closesAt: { $lte: new Date(deps.clock()) } }, { limit: BATCH })
      .toArray()) as unknown as CaseDoc[];
    for (const doc of due) {
      const updated = await writeEvent(
        deps,
        doc,
        {
          type: 'autoClose',
          actor: SYSTEM_ACTOR,
          to: 'closed',
          text: null,
          uploadIds: [],
          visibility: 'public',
          data: { unrated: true },
          requestKey: null,
        },
        { set: { closesAt: null, closedAt: new Date(deps.clock()) } },
      );
      if (updated) closed += 1;
    }
    if (due.length < BATCH) return closed;
  }
}
