import { TOPIC_TRANSITIONS, type TopicTransition } from '@shared/deliberations/phases';
import { endOf } from '@shared/deliberations/rules';
import type { Deps } from '@api/deps';
import type { BallotPort } from './ballot-port';
import { missingFor } from './needs';
import { recountStatements } from './recount-statements';
import { type TopicDoc, topicsOf } from './topic.model';
import { stepChanges, writeTopic } from './write-topic';

const BATCH = 50;
/** A ballot that is over but not counted yet is asked for again after so long. */
const AGAIN_MS = 60_000;

const OVERDUE: Partial<Record<TopicDoc['phase'], string>> = {
  set: '答复是否立项的期限已过，还没有答复',
  discuss: '议事到期，表决还没有准备好',
  execute: '计划办完的日期已过，还没有办完',
};

/** What a step brings with it beyond the phase. */
async function textOf(ballots: BallotPort, topic: TopicDoc, { needs }: TopicTransition): Promise<string> {
  if (!needs.includes('passed') && !needs.includes('failed')) return '';
  return (await ballots.outcome(topic))?.words ?? '';
}

/** A step nobody asks for: the date has come, or enough have seconded. Of several processes one takes it. */
export async function stepByClock(
  deps: Deps,
  ballots: BallotPort,
  topic: TopicDoc,
  row: TopicTransition,
): Promise<TopicDoc | null> {
  const nowMs = deps.clock();
  if (row.from === 'discuss') await recountStatements(deps, topic);
  return writeTopic(
    deps,
    topic,
    { kind: 'phase', to: row.to, title: row.told, by: null, text: await textOf(ballots, topic, row) },
    stepChanges(topic, row, nowMs),
  );
}

/** The first step of the table that a topic whose time has come may take. */
async function takeStep(deps: Deps, ballots: BallotPort, topic: TopicDoc): Promise<void> {
  for (const row of TOPIC_TRANSITIONS) {
    if (row.from !== topic.phase || row.who !== 'clock') continue;
    if ((await missingFor(deps, ballots, topic, row)).length > 0) continue;
    await stepByClock(deps, ballots, topic, row);
    return;
  }
  const end = topic.dates[endOf(topic.phase)];
  const late = OVERDUE[topic.phase];
  if (late !== undefined && end !== null && end.getTime() <= deps.clock() && !topic.overdueSince)
    await writeTopic(
      deps,
      topic,
      { kind: 'overdue', to: null, title: late, by: null, text: '' },
      { overdueSince: end },
    );
  else
    await topicsOf(deps.db).updateOne(
      { _id: topic._id, version: topic.version },
      { $set: { due: new Date(deps.clock() + AGAIN_MS) } },
    );
}

/**
 * Leads topics on whose date has come. What is kept from the public waits: nobody could second it.
 * @returns how many were looked at
 */
export async function runTopicClock(deps: Deps, ballots: BallotPort, stopped = () => false): Promise<number> {
  let looked = 0;
  for (;;) {
    const due = await topicsOf(deps.db)
      .find({ due: { $lte: new Date(deps.clock()) } }, { sort: { due: 1 }, limit: BATCH })
      .toArray();
    for (const topic of due) {
      if (stopped()) return looked;
      await takeStep(deps, ballots, topic);
      looked += 1;
    }
    if (due.length < BATCH) return looked;
  }
}
