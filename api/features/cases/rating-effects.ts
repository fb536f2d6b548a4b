import { unknownTag } from '@shared/cases/rating-tags';
import { isSatisfied, maySendBack } from '@shared/cases/ratings';
import { AppError, invalidField } from '@shared/core/errors';
import type { CaseDoc } from './case.model';
import { dueAfter } from './deadlines';
import type { Effect, EffectInput } from './effect-types';
import type { RatingsBeside } from './look-at-ratings';
import type { RatingDoc } from './rating.model';
import { roundOf } from './rating.model';
import { whyNotAnswer, whyNotAppeal, whyNotDecide } from './rating-rules';

/** So many returns by the reporter bring in the level above (DOMAIN.md, rate). */
const REWORKS_TO_SUPERVISE = 3;

/** The reporter's rating closes the case, or sends it back; a follower's is counted and changes no state. */
export async function rate(input: EffectInput<'rate'>): Promise<Effect> {
  const { sources, doc, actor, parties, body, nowMs } = input;
  const { sendBack = false, version: _version, text: words, tags = [], ...scores } = body;
  const unknown = unknownTag(doc.category.group, tags);
  if (unknown !== undefined) throw invalidField('tags', `这类事项没有「${unknown}」这个标签`);
  if (sendBack && !maySendBack(body)) throw invalidField('sendBack', '您评价为满意，无需退回重办');
  const asReporter = parties.has('reporter');
  if (sendBack && !asReporter)
    throw invalidField('sendBack', '只有反映人能退回重办；满 3 位关注者可以要求重新办理');
  const { mine } = await sources.ratings(doc, actor.userId);
  const text = words ? words : null;
  const data = {
    round: roundOf(doc),
    by: asReporter ? 'reporter' : 'follower',
    ...scores,
    satisfied: isSatisfied(body),
    sendBack,
    tags: tags.join('、'),
    changed: mine !== null,
  };
  if (!asReporter) return { to: doc.status, set: { rated: true }, text, data };
  if (sendBack) return sentBack(input, text, data);
  const rating = { ...scores, tags, text: text ?? undefined, at: mine?.at ?? new Date(nowMs) };
  return {
    to: 'closed',
    set: { rated: true, rating, closesAt: null, closedAt: doc.closedAt ?? new Date(nowMs) },
    text,
    data,
  };
}

function sentBack(
  { sources, doc, nowMs }: EffectInput<'rate'>,
  text: string | null,
  data: NonNullable<Effect['data']>,
): Effect {
  const reworks = doc.reworks + 1;
  const resolveBy = dueAfter(nowMs, doc.category.resolve, sources.calendar);
  return {
    to: 'handling',
    set: {
      ...nextRound(doc),
      rated: true,
      reworks,
      supervised: doc.supervised || reworks >= REWORKS_TO_SUPERVISE,
      closesAt: null,
      closedAt: null,
      resolveBy,
      dueAt: resolveBy,
      clockFrom: new Date(nowMs),
    },
    text,
    data: { ...data, reworks },
  };
}

/** What was rated so far belongs to the round before. */
export const nextRound = (doc: CaseDoc): Partial<CaseDoc> => ({ round: roundOf(doc) + 1, rating: null });

/** The rating that is meant. @throws AppError VALIDATION_FAILED, WRONG_STATE */
function chosen(
  { recent }: RatingsBeside,
  ref: number | undefined,
  objectionTo: (rating: RatingDoc) => string | null,
): RatingDoc {
  // Nothing named: the newest that may be meant; were all done meanwhile, the newest says why.
  const rating =
    ref === undefined
      ? (recent.find((one) => objectionTo(one) === null) ?? recent[0])
      : recent.find((one) => one.ref === ref);
  if (!rating) throw invalidField('rating', '没有这条评价');
  const objection = objectionTo(rating);
  if (objection !== null) throw new AppError('WRONG_STATE', objection);
  return rating;
}

/** Public words of those who did the work, once for each rating. */
export async function answerRating(input: EffectInput<'answerRating'>): Promise<Effect> {
  const { sources, doc, actor, body } = input;
  const { ref, by } = chosen(await sources.ratings(doc, actor.userId), body.rating, whyNotAnswer);
  return { to: doc.status, set: {}, text: body.text, data: { rating: ref, by } };
}

/** Asks a supervisor to leave a rating out of the figures; the resident hears of it when that is decided. */
export async function appealRating(input: EffectInput<'appealRating'>): Promise<Effect> {
  const { sources, doc, actor, body, nowMs } = input;
  const ratings = await sources.ratings(doc, actor.userId);
  const { ref, by } = chosen(ratings, body.rating, (rating) => whyNotAppeal(rating, nowMs));
  return {
    to: doc.status,
    set: { appeals: [...(doc.appeals ?? []), ref], appealPending: true },
    text: body.text,
    visibility: 'internal',
    data: { rating: ref, by, reason: body.reason },
  };
}

export async function decideAppeal(input: EffectInput<'decideAppeal'>): Promise<Effect> {
  const { sources, doc, actor, body } = input;
  const { ref, by } = chosen(await sources.ratings(doc, actor.userId), body.rating, whyNotDecide);
  const appeals = (doc.appeals ?? []).filter((other) => other !== ref);
  return {
    to: doc.status,
    set: { appeals, appealPending: appeals.length > 0 },
    text: body.text,
    data: { rating: ref, by, uphold: body.uphold },
  };
}
