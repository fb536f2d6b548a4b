import { isPhase, type TopicTransition } from '@shared/deliberations/phases';
import { ANSWER_MS, endOf } from '@shared/deliberations/rules';
import type { Deps } from '@api/deps';
import { type TopicDoc, type TopicEvent, topicsOf } from './topic.model';

/** How often the cases of tasks are looked at. */
const LOOK_MS = 600_000;

/** When the clock has something to do with a topic; undefined when never. */
export function dueOf(
  { phase, outcome, dates, overdueSince }: Pick<TopicDoc, 'phase' | 'outcome' | 'dates' | 'overdueSince'>,
  nowMs: number,
): Date | undefined {
  if (outcome !== null) return undefined;
  const end = overdueSince ? null : dates[endOf(phase)];
  if (phase !== 'execute') return end ?? undefined;
  return new Date(Math.min(end?.getTime() ?? Infinity, nowMs + LOOK_MS));
}

type Said = Pick<TopicEvent, 'kind' | 'to' | 'title' | 'by' | 'text'>;

/**
 * Writes a step and the order to tell it, if the topic is still as it was read: of two at once one wins.
 * @param set what changes besides
 * @returns null when it is not
 */
export async function writeTopic(
  deps: Pick<Deps, 'db' | 'clock'>,
  topic: TopicDoc,
  said: Said,
  set: Partial<TopicDoc>,
): Promise<TopicDoc | null> {
  const now = new Date(deps.clock());
  const seq = (topic.history.at(-1)?.seq ?? 0) + 1;
  const due = dueOf({ ...topic, ...set }, now.getTime());
  return topicsOf(deps.db).findOneAndUpdate(
    { _id: topic._id, version: topic.version },
    {
      $set: { ...set, ...(due && { due }), 'outbox.at': now, 'outbox.tries': 0 },
      ...(!due && { $unset: { due: '' } }),
      $push: { history: { ...said, seq, at: now }, 'outbox.seqs': seq },
      $inc: { version: 1 },
    },
    { returnDocument: 'after' },
  );
}

/** What a transition of the table changes. Whoever brings a topic to 定事, the center has its term to answer. */
export function stepChanges(
  { dates }: Pick<TopicDoc, 'dates'>,
  { to }: TopicTransition,
  nowMs: number,
): Partial<TopicDoc> {
  if (!isPhase(to)) return { outcome: to, overdueSince: null };
  return {
    phase: to,
    phaseSince: new Date(nowMs),
    overdueSince: null,
    ...(to === 'set' && { dates: { ...dates, answerBy: new Date(nowMs + ANSWER_MS) } }),
  };
}
