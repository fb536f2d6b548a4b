import { optionId } from '@shared/ballots/rules';
import type { BallotDraft, BallotView } from '@shared/ballots/schemas';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { findOrganised } from '../deliberations';
import { type BallotDoc, ballotsOf } from './ballot.model';
import { presentBallot } from './present-ballot';

/** What does not apply to a kind is 1, so that the same rules are written the same. */
function rulesOf({ kind, unit, choicesAtMost, decidedAtMost, quorumPercent, majority, tie }: BallotDraft) {
  const many = kind === 'multiple';
  return {
    kind,
    unit,
    choicesAtMost: many ? choicesAtMost : 1,
    decidedAtMost: many ? decidedAtMost : 1,
    quorumPercent,
    majority,
    tie,
  };
}

/**
 * Writes question, options and rules, until deciding begins.
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, WRONG_STATE, VERSION_CONFLICT
 */
export async function writeBallot(
  deps: Deps,
  actor: Actor,
  id: string,
  draft: BallotDraft,
): Promise<BallotView> {
  const topic = await findOrganised(deps, actor, id);
  if (topic.outcome !== null || !['raise', 'set', 'discuss'].includes(topic.phase))
    throw new AppError('WRONG_STATE', '表决开始以后，问题、选项和规则都不能再改');
  const ballots = ballotsOf(deps.db);
  const { _id } = topic;
  const words: Pick<BallotDoc, 'question' | 'options' | 'rules'> = {
    question: draft.question,
    options: draft.options.map(({ text, against }, i) => ({ id: optionId(i), text, against })),
    rules: rulesOf(draft),
  };
  const written =
    draft.version === 0
      ? await insert(deps, { _id, ...words })
      : (
          await ballots.updateOne(
            { _id, version: draft.version, frozenAt: null },
            { $set: words, $inc: { version: 1 } },
          )
        ).matchedCount > 0;
  const now = await ballots.findOne({ _id });
  if (!now) throw new AppError('VERSION_CONFLICT', '还没有拟定表决，请刷新后再试');
  const view = await presentBallot(deps, actor, topic, now);
  if (!written) throw new AppError('VERSION_CONFLICT', undefined, { current: view });
  return view;
}

async function insert(
  { db }: Pick<Deps, 'db'>,
  words: Pick<BallotDoc, '_id' | 'question' | 'options' | 'rules'>,
): Promise<boolean> {
  try {
    await ballotsOf(db).insertOne({
      ...words,
      frozenAt: null,
      closedAt: null,
      countedAt: null,
      result: null,
      version: 1,
    });
    return true;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return false;
  }
}
