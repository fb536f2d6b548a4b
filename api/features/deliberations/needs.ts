import type { TopicNeed, TopicTransition } from '@shared/deliberations/phases';
import { hasTimeToVote } from '@shared/deliberations/rules';
import type { Deps } from '@api/deps';
import type { BallotPort } from './ballot-port';
import { readTasks } from './read-tasks';
import type { TopicDoc } from './topic.model';

const MISSING: Partial<Record<TopicNeed, string>> = {
  seconds: '附议的人数还不够',
  ballot: '表决方案还没有定',
  time: '留给表决的时间不到半天，请先改日期',
  passed: '表决还没有通过',
  failed: '表决结果还没有出来',
  tasks: '还没有要办的事',
  tasksDone: '还有事情没办完',
};

async function holds(
  deps: Pick<Deps, 'db' | 'clock' | 'keys'>,
  ballots: BallotPort,
  topic: TopicDoc,
  need: TopicNeed,
): Promise<boolean> {
  switch (need) {
    case 'seconds':
      return topic.seconds >= topic.secondsNeeded;
    case 'ballot':
      return ballots.isReady(topic);
    case 'time':
      return hasTimeToVote(topic.dates.decideUntil?.getTime() ?? null, deps.clock());
    case 'passed':
      return (await ballots.outcome(topic))?.passed === true;
    case 'failed':
      return (await ballots.outcome(topic))?.passed === false;
    case 'tasks':
      return topic.tasks.length > 0;
    case 'tasksDone':
      return (await readTasks(deps, topic)).every(({ done }) => done);
    case 'reason':
    case 'plan':
      // What the organiser writes is checked where it comes in.
      return true;
  }
}

/** What a transition still lacks, in words for the organiser; empty when it may be made. */
export async function missingFor(
  deps: Pick<Deps, 'db' | 'clock' | 'keys'>,
  ballots: BallotPort,
  topic: TopicDoc,
  { needs }: TopicTransition,
): Promise<string[]> {
  const held = await Promise.all(needs.map((need) => holds(deps, ballots, topic, need)));
  return needs.flatMap((need, i) => (held[i] ? [] : (MISSING[need] ?? [])));
}
