import type { Connection, mongo } from 'mongoose';
import type { AppealReason, AppealState } from '@shared/cases/ratings';
import type { RatingFacts } from '@shared/cases/rates';
import type { CaseDoc, EventDoc } from './case.model';

interface SignedWords {
  text: string;
  name: string;
  title: string;
  at: Date;
}

/** One person's rating of one round of a case, as the case's events say it; see keep-ratings.ts. */
export interface RatingDoc extends RatingFacts {
  /** `<case id>:<round>:<user id>`: nobody rates a round twice. */
  _id: string;
  caseId: string;
  round: number;
  userId: string;
  by: 'reporter' | 'follower';
  /** Number of the event by which it was first given: what others call it by, since its id names a person. */
  ref: number;
  /** Number of the event by which it was last changed. */
  seq: number;
  tags: string[];
  text: string | null;
  sentBack: boolean;
  at: Date;
  changedAt: Date | null;
  /** Where the case lay when it was rated. */
  areaPath: string[];
  answer: SignedWords | null;
  appeal: {
    reason: AppealReason;
    text: string;
    at: Date;
    state: AppealState;
    decision: SignedWords | null;
  } | null;
}

export function ratingsOf(db: Connection) {
  return db.collection<RatingDoc>('caseRatings');
}

export async function createRatingIndexes(db: Connection): Promise<void> {
  await ratingsOf(db).createIndex({ caseId: 1, ref: 1 }, { unique: true });
}

/** Rounds begin anew with every rework and reopening. */
export const roundOf = (doc: Pick<CaseDoc, 'round'>): number => doc.round ?? 1;

export const ratingId = (caseId: string, round: number, userId: string) => `${caseId}:${round}:${userId}`;

const saidOf = ({ text, actor: { name, title }, at }: EventDoc): SignedWords => ({
  text: text ?? '',
  name,
  title,
  at,
});

/** What a `rate` event says. */
function scoresOf({ data, text, seq, at }: EventDoc) {
  return {
    resolved: data.resolved as RatingDoc['resolved'],
    response: Number(data.response),
    attitude: Number(data.attitude),
    result: Number(data.result),
    tags: String(data.tags)
      .split('、')
      .filter((tag) => tag !== ''),
    text,
    sentBack: data.sendBack === true,
    seq,
    changedAt: data.changed === true ? at : null,
  };
}

/** The rating that a `rate` event gives for the first time. */
export function newRating(doc: Pick<CaseDoc, '_id' | 'areaPath'>, event: EventDoc): RatingDoc {
  const caseId = doc._id.toHexString();
  const round = Number(event.data.round);
  const userId = event.actor.userId ?? '';
  return {
    _id: ratingId(caseId, round, userId),
    caseId,
    round,
    userId,
    by: event.data.by === 'follower' ? 'follower' : 'reporter',
    ref: event.seq,
    at: event.at,
    areaPath: doc.areaPath,
    ...scoresOf(event),
    answer: null,
    appeal: null,
    excluded: false,
  };
}

/** A conditional update that an event makes to ratings there are; made twice, or after a later one, it changes nothing. */
export function changeBy(event: EventDoc): { filter: mongo.Filter<RatingDoc>; set: object } | null {
  const { type, caseId, data, seq, actor } = event;
  const named = { caseId, ref: Number(data.rating) };
  switch (type) {
    case 'rate':
      return {
        filter: { _id: ratingId(caseId, Number(data.round), actor.userId ?? ''), seq: { $lt: seq } },
        set: scoresOf(event),
      };
    case 'answerRating':
      return { filter: { ...named, answer: null }, set: { answer: saidOf(event) } };
    case 'appealRating':
      return {
        filter: { ...named, appeal: null },
        set: {
          appeal: {
            reason: data.reason as AppealReason,
            text: event.text ?? '',
            at: event.at,
            state: 'pending',
            decision: null,
          },
        },
      };
    case 'decideAppeal':
      return {
        filter: { ...named, 'appeal.state': 'pending' },
        set: {
          'appeal.state': data.uphold === true ? 'upheld' : 'rejected',
          'appeal.decision': saidOf(event),
          excluded: data.uphold === true,
        },
      };
    default:
      return null;
  }
}
