import { createHash } from 'node:crypto';
import { summariseResult } from '@shared/ballots/explain';
import { patternsOf, tallyBallot } from '@shared/ballots/rules';
import { canonicalJson } from '@shared/text/canonical-json';
import type { Deps } from '@api/deps';
import { type BallotPort, type TopicDoc, topicsOf } from '../deliberations';
import { type BallotDoc, ballotsOf, boxOf, ofTopic, type StoredResult } from './ballot.model';
import { freeze } from './find-ballot';
import { openBallot } from './seal-ballot';
import { countEligible, countListed } from './turnout';

/** Longer than any request lives: what was answered as cast is in the box before counting begins. */
const GRACE_MS = 20_000;
/** Entries read at once. */
const BATCH = 500;

/** What the published hash covers: everything a recount needs and all that it comes to. */
export const hashOf = (
  topicId: string,
  { question, options, rules }: Pick<BallotDoc, 'question' | 'options' | 'rules'>,
  eligible: number,
  ballots: StoredResult['patterns'],
): string =>
  createHash('sha256')
    .update(canonicalJson({ topicId, question, options, rules, eligible, ballots }))
    .digest('hex');

async function countBox(deps: Deps, topic: TopicDoc, ballot: BallotDoc): Promise<StoredResult> {
  const opened: string[][] = [];
  let unreadable = 0;
  for await (const entry of boxOf(deps.db).find({ _id: ofTopic(topic._id) }, { batchSize: BATCH })) {
    const choices = openBallot(deps, entry);
    if (choices) opened.push(choices);
    else unreadable += 1;
  }
  if (unreadable > 0)
    deps.log.error(
      { topicId: topic._id.toHexString(), unreadable },
      'ballots were damaged or put in by others',
    );
  const patterns = patternsOf(opened);
  const eligible = await countEligible(deps, topic, ballot, 0);
  return {
    ...tallyBallot(ballot.options, ballot.rules, patterns, eligible),
    patterns,
    listed: await countListed(deps, topic._id),
    unreadable,
    hash: hashOf(topic._id.toHexString(), ballot, eligible, patterns),
  };
}

/**
 * Closes, counts, publishes, empties the box: each step may be repeated after a crash, and of several processes one
 * result stands. What is left tells the choices of all, in order of the choices, and of nobody which were his; not even
 * with the server's key. The result's hash goes into the chained audit log.
 */
async function countOne(deps: Deps, topic: TopicDoc, found: BallotDoc): Promise<BallotDoc> {
  const ballots = ballotsOf(deps.db);
  const { _id } = found;
  await ballots.updateOne({ _id, closedAt: null }, { $set: { closedAt: new Date(deps.clock()) } });
  if (!found.result) {
    const result = await countBox(deps, topic, found);
    const { matchedCount } = await ballots.updateOne(
      { _id, result: null },
      { $set: { result, countedAt: new Date(deps.clock()) }, $inc: { version: 1 } },
    );
    if (matchedCount > 0)
      deps.audit.record({
        actorId: null,
        operation: 'countBallot',
        target: `${_id.toHexString()} sha256:${result.hash}`,
        status: 200,
        code: null,
        requestId: 'clock',
      });
  }
  await boxOf(deps.db).deleteMany({ _id: ofTopic(_id) });
  await ballots.updateOne({ _id }, { $unset: { open: '' } });
  return (await ballots.findOne({ _id })) ?? found;
}

const isOver = (topic: TopicDoc, nowMs: number) =>
  topic.phase === 'decide' && nowMs >= (topic.dates.decideUntil?.getTime() ?? Infinity) + GRACE_MS;

/** What is over is counted; of a topic that was stopped the ballots are destroyed uncounted. */
export async function finishBallots(deps: Deps, isStopped: () => boolean): Promise<number> {
  let done = 0;
  const open = await ballotsOf(deps.db)
    .find({ open: true }, { sort: { _id: 1 }, limit: 1000 })
    .toArray();
  for (const ballot of open) {
    if (isStopped()) break;
    const topic = await topicsOf(deps.db).findOne({ _id: ballot._id });
    if (!topic) continue;
    const stopped = topic.outcome === 'stopped' && !ballot.result;
    if (stopped) {
      await ballotsOf(deps.db).updateOne({ _id: ballot._id }, { $set: { closedAt: new Date(deps.clock()) } });
      await boxOf(deps.db).deleteMany({ _id: ofTopic(ballot._id) });
      await ballotsOf(deps.db).updateOne({ _id: ballot._id }, { $unset: { open: '' } });
    } else if (ballot.result || isOver(topic, deps.clock())) await countOne(deps, topic, ballot);
    else continue;
    done += 1;
  }
  return done;
}

/** What topics ask of their ballot. */
export const ballotPort = (deps: Deps): BallotPort => ({
  isReady: async ({ _id }) => (await ballotsOf(deps.db).findOne({ _id })) !== null,
  async outcome(topic) {
    const ballot = await ballotsOf(deps.db).findOne({ _id: topic._id });
    if (!ballot) return null;
    const counted =
      ballot.result || !isOver(topic, deps.clock())
        ? ballot
        : await countOne(deps, topic, await freeze(deps, ballot));
    const { result } = counted;
    return result && { passed: result.passed, words: summariseResult(result) };
  },
});
