import { opinionOf, type ReplyView, type StatementView } from '@shared/deliberations/contributions';
import type { ItemCareView } from '@shared/deliberations/schemas';
import { redactPersonalNumbers } from '@shared/text/redact';
import type { CommentDoc, ItemCare, StatementDoc, StatementVoteDoc } from './topic.model';

/** For the author and for who leads the topic; the machine's findings are not named. */
export function presentCare(care: ItemCare | null, mine: boolean): ItemCareView {
  if (!care) return null;
  const { state, reason, appeal } = care;
  return {
    state,
    reason,
    appeal: appeal?.text ?? null,
    answer: appeal?.answer?.text ?? null,
    mayAppeal: mine && appeal === null,
  };
}

interface Viewing {
  userId: string | null;
  organiser: boolean;
  /** Everybody reads how many agreed. */
  counted: boolean;
}

export function presentStatement(
  doc: StatementDoc,
  vote: StatementVoteDoc | undefined,
  { userId, organiser, counted }: Viewing,
): StatementView {
  const mine = doc.authorId === userId;
  const { agree, disagree, pass } = doc;
  return {
    id: doc._id.toHexString(),
    text: redactPersonalNumbers(doc.text),
    official: doc.official,
    mine,
    opinion: vote ? opinionOf(vote.vote) : null,
    tally: vote || counted ? { agree, disagree, pass } : null,
    care: mine || organiser ? presentCare(doc.care, mine) : null,
    at: doc.at.toISOString(),
  };
}

export function presentReply(doc: CommentDoc, userId: string | null, organiser: boolean): ReplyView {
  const mine = doc.authorId === userId;
  return {
    id: doc._id.toHexString(),
    who: doc.who,
    official: doc.official,
    mine,
    text: redactPersonalNumbers(doc.text),
    care: mine || organiser ? presentCare(doc.care, mine) : null,
    at: doc.at.toISOString(),
  };
}
