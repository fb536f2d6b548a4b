import { choicesProblem } from '@shared/ballots/rules';
import type { BallotView } from '@shared/ballots/schemas';
import { AppError, invalidField } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { joinTopic, residentOfScope } from '../deliberations';
import type { VerifiedResidence } from '../residence';
import { type BallotDoc, ballotsOf, boxOf, rollOf } from './ballot.model';
import { findBallot, freeze, stateOf } from './find-ballot';
import { presentBallot } from './present-ballot';
import { boxKey, sealBallot } from './seal-ballot';

const OVER = () => new AppError('WRONG_STATE', '投票已经截止，不能再投或改');

/** Whose vote it is: the person's own, or his household's. */
export const unitOf = ({ rules }: BallotDoc, userId: string, { household }: VerifiedResidence): string =>
  rules.unit === 'person' ? userId : household;

/**
 * Puts the person on the voter list, once; two unique keys decide, whatever comes at the same time: one of the person or
 * household, one of the voter. Who is there already under the same unit may change his vote.
 * @throws AppError ALREADY_DONE when somebody else voted for the household, or he himself for another one
 */
async function signRoll(
  { db }: Pick<Deps, 'db'>,
  topicId: BallotDoc['_id'],
  unit: string,
  voterId: string,
  areaCode: string,
): Promise<void> {
  const _id = `${topicId.toHexString()}:${unit}`;
  try {
    await rollOf(db).insertOne({ _id, topicId, voterId, areaCode });
    return;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  const there = await rollOf(db).findOne({ _id });
  if (there?.voterId === voterId) return;
  throw new AppError(
    'ALREADY_DONE',
    there
      ? '您家已经由家人投过票，一户一票；要改请由投票的家人改'
      : '您搬家前已经代表原来的住户投过票，每人只能投一次',
  );
}

async function putInBox({ db }: Pick<Deps, 'db'>, _id: string, sealed: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1)
    try {
      await boxOf(db).updateOne({ _id }, { $set: { sealed } }, { upsert: true });
      return;
    } catch (error) {
      // Two upserts of the same person at once: the ballot is there now, so the next try changes it.
      if (!isDuplicateKey(error) || attempt >= 3) throw error;
    }
}

/**
 * Casts or changes a vote. The list says that somebody voted, the box holds what; each write is idempotent, so any
 * number of repetitions and devices end in one entry and one ballot. Died in between: the list is ahead, the person got
 * no answer and repeats.
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED for who is not verified in the scope, VALIDATION_FAILED, ALREADY_DONE,
 * WRONG_STATE before the opening and after the closing
 */
export async function castBallot(
  deps: Deps,
  actor: Actor,
  id: string,
  choices: readonly string[],
): Promise<BallotView> {
  const found = await findBallot(deps, actor, id);
  const { topic } = found;
  const state = stateOf(topic, found.ballot, deps.clock());
  if (state === 'draft') throw new AppError('WRONG_STATE', '投票还没有开始');
  if (state !== 'open') throw OVER();
  const residence = await residentOfScope(deps, actor, topic);
  const ballot = await freeze(deps, found.ballot);
  const problem = choicesProblem(choices, ballot.options, ballot.rules);
  if (problem) throw invalidField('choices', problem);
  const unit = unitOf(ballot, actor.userId, residence);
  await signRoll(deps, topic._id, unit, actor.userId, residence.areaCode);
  const key = boxKey(deps, topic._id, unit);
  await putInBox(deps, key, sealBallot(deps, key, choices));
  // Counting begins by writing `closedAt`: seen open after the write, the ballot is in what will be counted.
  const after = await ballotsOf(deps.db).findOne({ _id: topic._id });
  if (!after || after.closedAt) {
    if (after?.countedAt) await boxOf(deps.db).deleteOne({ _id: key });
    throw OVER();
  }
  await joinTopic(deps, topic, actor.userId);
  return presentBallot(deps, actor, topic, after);
}
