import type { Deps } from '@api/deps';
import { writeEvent } from './act-on-case';
import { type CaseDoc, casesOf } from './case.model';
import { SYSTEM_ACTOR } from './describe-actor';
import { backToOpen } from './wish-effects';

const BATCH = 200;

/** Claims that came to nothing go back to everybody; wishes nobody claimed come to an end. Safe in several processes. */
export async function runWishClock(deps: Deps): Promise<number> {
  const nowMs = deps.clock();
  const due = (await casesOf(deps.db)
    .collection.find({ 'wish.dueAt': { $lte: new Date(nowMs), $type: 'date' } }, { limit: BATCH })
    .toArray()) as unknown as CaseDoc[];
  let done = 0;
  for (const doc of due) {
    const claimed = doc.wish?.state === 'claimed';
    const updated = await writeEvent(
      deps,
      doc,
      {
        type: claimed ? 'handBack' : 'expire',
        actor: SYSTEM_ACTOR,
        to: claimed ? 'accepted' : 'closed',
        text: claimed ? '到期没有完成，交还给大家' : null,
        uploadIds: [],
        visibility: 'public',
        data: claimed ? { claimer: doc.wish?.claim?.userId ?? null } : {},
        requestKey: null,
      },
      { set: claimed ? backToOpen(doc, nowMs) : { closedAt: new Date(nowMs), closesAt: null } },
    );
    if (updated) done += 1;
  }
  return done;
}
