import { AppError } from '@shared/core/errors';
import type { EvaluationBody, EvaluationsView } from '@shared/deliberations/schemas';
import { redactPersonalNumbers } from '@shared/text/redact';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { checkPhase, standingIn } from './standing';
import { evaluationsOf, type TopicDoc } from './topic.model';

/** Below it an average says more about one person than about the work. */
const AVERAGED_FROM = 5;
const TEXTS = 20;

/**
 * One of each person who took part; a second one replaces the first while the phase is open.
 * @throws AppError WRONG_STATE, ACTION_NOT_ALLOWED for who took no part or leads it
 */
export async function evaluateTopic(
  deps: Deps,
  actor: Actor,
  topic: TopicDoc,
  { done, score, text = '' }: EvaluationBody,
): Promise<void> {
  checkPhase(topic, ['evaluate'], '现在不是评事阶段');
  const standing = await standingIn(deps, actor, topic);
  if (standing.organiser) throw new AppError('ACTION_NOT_ALLOWED', '主持的人不能给自己评分');
  if (!standing.joined) throw new AppError('ACTION_NOT_ALLOWED', '参与过这个议题的人才能评');
  const said = {
    done,
    score,
    text,
    shown: deps.contentCheck.textNow(text).suggest === 'pass',
    at: new Date(deps.clock()),
  };
  const _id = `${topic._id.toHexString()}:${actor.userId}`;
  const put = () =>
    evaluationsOf(deps.db).updateOne(
      { _id },
      { $set: said, $setOnInsert: { topicId: topic._id, userId: actor.userId } },
      { upsert: true },
    );
  try {
    await put();
  } catch (error) {
    // Two taps at once both found nothing: the second finds what the first wrote.
    if (!isDuplicateKey(error)) throw error;
    await put();
  }
}

export async function readEvaluations(
  { db }: Pick<Deps, 'db'>,
  topic: TopicDoc,
  actor: Actor | null,
): Promise<EvaluationsView | null> {
  if (topic.phase !== 'evaluate') return null;
  const evaluations = evaluationsOf(db);
  const [groups, texts, mine] = await Promise.all([
    evaluations
      .aggregate<{ _id: 'yes' | 'partly' | 'no'; count: number; sum: number }>([
        { $match: { topicId: topic._id } },
        { $group: { _id: '$done', count: { $sum: 1 }, sum: { $sum: '$score' } } },
      ])
      .toArray(),
    evaluations
      .find(
        { topicId: topic._id },
        { sort: { at: -1 }, limit: 3 * TEXTS, projection: { text: 1, score: 1, shown: 1 } },
      )
      .toArray(),
    actor ? evaluations.findOne({ _id: `${topic._id.toHexString()}:${actor.userId}` }) : null,
  ]);
  const counts = { yes: 0, partly: 0, no: 0 };
  groups.forEach(({ _id, count }) => (counts[_id] = count));
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const sum = groups.reduce((total, group) => total + group.sum, 0);
  return {
    count,
    average: count >= AVERAGED_FROM ? Math.round((sum / count) * 10) / 10 : null,
    done: counts,
    texts: texts
      .filter(({ text, shown }) => shown && text !== '')
      .slice(0, TEXTS)
      .map(({ text, score }) => ({ score, text: redactPersonalNumbers(text) })),
    mine: mine && { done: mine.done, score: mine.score, text: mine.text },
  };
}
