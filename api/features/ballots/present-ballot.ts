import { explainResult, explainRules, summariseResult } from '@shared/ballots/explain';
import type { BallotResultView, BallotView } from '@shared/ballots/schemas';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { organises, residentOfScope, type TopicDoc } from '../deliberations';
import { type BallotDoc, boxOf, rollOf } from './ballot.model';
import { stateOf } from './find-ballot';
import { boxKey, openBallot } from './seal-ballot';
import { countCast, countEligible, readBuildings } from './turnout';

type Mine = NonNullable<BallotView['mine']>;

/** Why somebody cannot vote; null for who can, with his residence. */
async function standingOf(deps: Deps, actor: Actor, topic: TopicDoc) {
  try {
    return { why: null, residence: await residentOfScope(deps, actor, topic) };
  } catch (error) {
    if (error instanceof AppError && error.code === 'ACTION_NOT_ALLOWED')
      return { why: error.detail, residence: null };
    throw error;
  }
}

async function mineOf(deps: Deps, actor: Actor, topic: TopicDoc, ballot: BallotDoc): Promise<Mine> {
  const entry = await rollOf(deps.db).findOne({ topicId: topic._id, voterId: actor.userId });
  const isOpen = stateOf(topic, ballot, deps.clock()) === 'open';
  if (!isOpen) return { mayVote: false, why: null, voted: entry !== null, choices: null };
  const { why, residence } = await standingOf(deps, actor, topic);
  const own = entry?._id.slice(topic._id.toHexString().length + 1) ?? null;
  const sealed = own === null ? null : await boxOf(deps.db).findOne({ _id: boxKey(deps, topic._id, own) });
  const choices = sealed && openBallot(deps, sealed);
  const voted = choices !== null;
  if (!residence) return { mayVote: false, why, voted, choices };
  if (ballot.rules.unit === 'household') {
    const home = residence.household;
    if (own !== null && own !== home)
      return { mayVote: false, why: '您搬家前已经代表原来的住户投过票', voted, choices };
    const taken =
      own === null && (await rollOf(deps.db).findOne({ _id: `${topic._id.toHexString()}:${home}` })) !== null;
    if (taken) return { mayVote: false, why: '您家已经由家人投过票，一户一票', voted: false, choices: null };
  }
  return { mayVote: true, why: null, voted, choices };
}

/** A ballot as this person may see it: turnout while it runs, never how it goes. */
export async function presentBallot(
  deps: Deps,
  actor: Actor | null,
  topic: TopicDoc,
  ballot: BallotDoc,
): Promise<BallotView> {
  const state = stateOf(topic, ballot, deps.clock());
  const { result } = ballot;
  const [cast, eligible, buildings, mine] = await Promise.all([
    result ? result.cast : state === 'draft' || state === 'void' ? 0 : countCast(deps, topic._id),
    result ? result.eligible : countEligible(deps, topic, ballot),
    state === 'draft' || state === 'void' ? [] : readBuildings(deps, topic._id),
    actor ? mineOf(deps, actor, topic, ballot) : null,
  ]);
  return {
    topicId: topic._id.toHexString(),
    state,
    question: ballot.question,
    options: ballot.options,
    rules: ballot.rules,
    words: explainRules(ballot.rules),
    closesAt: topic.dates.decideUntil?.toISOString() ?? null,
    turnout: { cast, eligible, buildings },
    mine,
    mayWrite: state === 'draft' && ballot.frozenAt === null && organises(actor, topic),
    version: ballot.version,
  };
}

/** @throws AppError WRONG_STATE before it is counted */
export async function presentResult(
  deps: Deps,
  topic: TopicDoc,
  ballot: BallotDoc,
): Promise<BallotResultView> {
  const { result, closedAt, countedAt, rules } = ballot;
  if (!result || !closedAt || !countedAt)
    throw new AppError(
      'WRONG_STATE',
      topic.outcome ? '议题已经终止，没有表决结果' : '还没有结果：投票截止后计票公布',
    );
  const { patterns, ...figures } = result;
  const node = deps.routing.current().node(topic.areaCode);
  return {
    ...figures,
    topicId: topic._id.toHexString(),
    topicTitle: topic.title,
    area: { code: topic.areaCode, level: node?.level ?? 'community', name: node?.name ?? '' },
    question: ballot.question,
    rules,
    words: explainResult(result, rules),
    summary: summariseResult(result),
    buildings: await readBuildings(deps, topic._id),
    ballots: patterns,
    closedAt: closedAt.toISOString(),
    countedAt: countedAt.toISOString(),
  };
}
