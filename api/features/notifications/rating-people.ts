import type { Deps } from '@api/deps';
import { type EventDoc, eventsOf } from '../cases';

/** Who gave the rating that an answer, an appeal or a decision is about; the event names it by number only. */
export async function raterOf(deps: Deps, { caseId, data }: EventDoc): Promise<string | null> {
  const rated = await eventsOf(deps.db).findOne({ _id: `${caseId}:${String(data.rating)}` });
  return rated?.actor.userId ?? null;
}

/** Who appealed against the rating that is decided. */
export async function appellantOf(deps: Deps, { caseId, seq, data }: EventDoc): Promise<string[]> {
  const [appeal] = await eventsOf(deps.db)
    .find(
      { caseId, seq: { $lt: seq }, type: 'appealRating', 'data.rating': data.rating },
      { sort: { seq: -1 }, limit: 1 },
    )
    .toArray();
  return appeal?.actor.userId ? [appeal.actor.userId] : [];
}
