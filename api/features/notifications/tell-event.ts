import { nextDigest } from '@shared/notifications/settings';
import type { Deps } from '@api/deps';
import { type CaseDoc, type EventDoc, followersOf } from '../cases';
import { caseMessage, type Topic } from './case-message';
import { concernedStaff } from './concerned-staff';
import { putMessages } from './put-messages';
import { raterOf } from './rating-people';
import { audienceOf } from './recipients';
import { settingsOfAll } from './settings';
import { letWait } from './waiting.model';

/** Told so late, an event is told together with what else was late. */
export const LATE_MS = 300_000;
/** Long enough for what is late to come together: the steps of the clock are taken every 30 s. */
const GATHER_MS = 60_000;

/** Told after a pause of the service, or a step of the clock that such a pause has put off. */
const isLate = (event: EventDoc, nowMs: number) =>
  event.data.late === true || nowMs - event.at.getTime() > LATE_MS;

/** One event, to people told for one reason: at once, in their digest, or with what else was late. */
async function tell(
  deps: Deps,
  event: EventDoc,
  doc: CaseDoc,
  userIds: readonly string[],
  topic: Topic,
): Promise<void> {
  const others = userIds.filter((userId) => userId !== event.actor.userId);
  if (others.length === 0) return;
  const settings = topic === 'work' ? null : await settingsOfAll(deps, others);
  const wanted = others.filter((userId) => topic === 'work' || settings?.(userId)[topic]);
  const nowMs = deps.clock();
  const digestOf = (userId: string) => (topic === 'followed' ? settings?.(userId).digest : undefined);
  const inDigest = wanted.filter((userId) => digestOf(userId)?.on);
  const now = wanted.filter((userId) => !digestOf(userId)?.on);
  const late = isLate(event, nowMs);
  await letWait(deps, event, [
    ...inDigest.map((userId) => ({
      userId,
      topic,
      lane: 'digest' as const,
      due: nextDigest(digestOf(userId)?.hour ?? 0, nowMs),
    })),
    ...(late ? now : []).map((userId) => ({ userId, topic, lane: 'late' as const, due: nowMs + GATHER_MS })),
  ]);
  if (!late)
    await putMessages(
      deps,
      now.map((userId) => caseMessage(doc, [event], { userId, topic }, nowMs)),
    );
}

/** Tells everybody whom an event concerns; who is told for a better reason is left out of the others. */
export async function tellEvent(deps: Deps, event: EventDoc, doc: CaseDoc): Promise<void> {
  const told = new Set<string>();
  const fresh = (ids: readonly string[]) => {
    const found = [...new Set(ids)].filter((id) => !told.has(id));
    found.forEach((id) => told.add(id));
    return found;
  };
  const audience = audienceOf(event);
  // The reporter is told of the whole; its desk, when a part is answered.
  if (audience.includes('reporter') && !doc.partOf)
    await tell(deps, event, doc, fresh([doc.reporterId]), 'mine');
  const claimer = event.data.claimer ?? doc.wish?.claim?.userId;
  if (audience.includes('claimer') && typeof claimer === 'string')
    await tell(deps, event, doc, fresh([claimer]), 'followed');
  const rater = audience.includes('rater') ? await raterOf(deps, event) : null;
  if (rater !== null && rater === doc.reporterId) await tell(deps, event, doc, fresh([rater]), 'mine');
  await tell(deps, event, doc, fresh(await concernedStaff(deps, event, doc)), 'work');
  if (doc.visibility !== 'public') return;
  if (rater !== null) await tell(deps, event, doc, fresh([rater]), 'followed');
  if (!audience.includes('followers')) return;
  for await (const followers of followersOf(deps.db, event.caseId))
    await tell(deps, event, doc, fresh(followers), 'followed');
}
