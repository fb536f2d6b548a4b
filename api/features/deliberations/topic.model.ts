import type { Connection, mongo } from 'mongoose';
import type { TopicOutcome, TopicPhase, TopicStep } from '@shared/deliberations/phases';
import type { TopicDates as Instants } from '@shared/deliberations/rules';

/** Ends of the phases; null until fixed. */
export type TopicDates = Record<keyof Instants, Date | null>;

/** One change of phase, or of what was fixed: never edited. `seq` counts from 1. */
export interface TopicEvent {
  seq: number;
  at: Date;
  kind: 'created' | 'phase' | 'plan' | 'task' | 'overdue' | 'meeting';
  to: TopicStep | null;
  /** What happened, as everybody who took part is told. */
  title: string;
  /** Null for the clock. */
  by: { userId: string; name: string; title: string } | null;
  text: string;
}

interface TopicUpload {
  id: string;
  kind: 'image' | 'video';
  width: number;
  height: number;
}

/** 坝坝会: called by who leads the topic. Who comes is kept apart, see meetings/meeting.model.ts. */
export interface MeetingDoc {
  id: string;
  start: Date;
  end: Date;
  placeText: string;
  agenda: string;
  seats: number;
  /** Of the codes for checking in; never shown. */
  codeSeed: string;
  cancelled: { at: Date; reason: string } | null;
  minutes: {
    text: string;
    uploads: TopicUpload[];
    by: { userId: string; name: string; title: string };
    at: Date;
    version: number;
  } | null;
  changes: number;
}

export interface TopicDoc {
  _id: mongo.ObjectId;
  /** Scope: who lives in this area or below may take part. */
  areaCode: string;
  /** From the city down to `areaCode`. */
  areaPath: string[];
  title: string;
  /** Why it matters and how things are. */
  background: string;
  placeText: string | null;
  uploads: TopicUpload[];
  initiator: { kind: 'resident' | 'center' | 'case'; userId: string; name: string; title: string | null };
  /** The case it came from. */
  caseId: string | null;
  caseNumber: string | null;
  phase: TopicPhase;
  phaseSince: Date;
  outcome: TopicOutcome | null;
  dates: TopicDates;
  /** Since when a date has passed and nothing happened; cleared by the next phase. */
  overdueSince: Date | null;
  /** What the decision has become; ids of cases, in the order they were made. */
  tasks: { caseId: string; text: string }[];
  /** Few; missing while there was none. */
  meetings?: MeetingDoc[];
  /** When meetings to come are looked at next; missing when there is none. */
  meetingLook?: Date;
  /** The last reminder of each meeting that was sent. */
  reminded?: Record<string, string>;
  /** When what was said is gathered for the digest next, and since when it has not been. */
  digestDue?: Date;
  digestSince?: Date;
  /** What the clock looks at next; missing when there is nothing to wait for. */
  due?: Date;
  secondsNeeded: number;
  /** Recounted from `topicSeconds`, never added up. */
  seconds: number;
  /** Recounted from `topicParticipants`. */
  participants: number;
  /** Items taken down, for everybody to read. */
  removed: number;
  /** Items that wait to be judged: held, or asked about by their author. */
  waiting: number;
  /** Bounded: a topic has few steps. */
  history: TopicEvent[];
  /** Numbers of the events nobody has been told of yet. */
  outbox?: { at: Date; tries: number; seqs: number[] };
  dead?: { at: Date; error: string };
  /** Kept from the public until judged; see statement.model. */
  care: ItemCare | null;
  createdAt: Date;
  version: number;
}

/** Why words are not shown, and what was said about it. */
export interface ItemCare {
  state: 'held' | 'removed';
  /** What the check found, or the organiser's reason. */
  reason: string;
  at: Date;
  /** Null for the machine. */
  by: { userId: string; name: string } | null;
  appeal: { text: string; at: Date; answer: { upheld: boolean; text: string; at: Date } | null } | null;
}

/** Short words others agree or disagree with. */
export interface StatementDoc {
  _id: mongo.ObjectId;
  topicId: mongo.ObjectId;
  authorId: string;
  /** Written by the organiser to begin with. */
  official: boolean;
  text: string;
  care: ItemCare | null;
  /** Kept along with the votes; the votes themselves are what counts. */
  agree: number;
  disagree: number;
  pass: number;
  at: Date;
}

/** One per person and statement: the id says so. */
export interface StatementVoteDoc {
  /** `<statement>:<voter>` */
  _id: string;
  topicId: mongo.ObjectId;
  statementId: mongo.ObjectId;
  voterId: string;
  /** agree 1, pass 0, disagree -1 */
  vote: -1 | 0 | 1;
  at: Date;
}

/** 附议: `<topic>:<user>` */
export interface SecondDoc {
  _id: string;
  topicId: mongo.ObjectId;
  userId: string;
  at: Date;
}

/** Everybody who took part in any way and is told of every step: `<topic>:<user>` */
export interface ParticipantDoc {
  _id: string;
  topicId: mongo.ObjectId;
  userId: string;
  at: Date;
}

/** 评事: `<topic>:<user>`, one of each person. */
export interface EvaluationDoc {
  _id: string;
  topicId: mongo.ObjectId;
  userId: string;
  done: 'yes' | 'partly' | 'no';
  score: number;
  text: string;
  /** Words the check does not let through are read by nobody. */
  shown: boolean;
  at: Date;
}

export interface CommentDoc {
  _id: mongo.ObjectId;
  topicId: mongo.ObjectId;
  /** The comment it answers; null for one that begins. */
  parentId: mongo.ObjectId | null;
  authorId: string;
  /** As everybody may read it: function and family name. */
  who: string;
  official: boolean;
  text: string;
  care: ItemCare | null;
  at: Date;
}

export const topicsOf = (db: Connection) => db.collection<TopicDoc>('topics');
export const statementsOf = (db: Connection) => db.collection<StatementDoc>('topicStatements');
export const statementVotesOf = (db: Connection) => db.collection<StatementVoteDoc>('statementVotes');
export const commentsOf = (db: Connection) => db.collection<CommentDoc>('topicComments');
export const evaluationsOf = (db: Connection) => db.collection<EvaluationDoc>('topicEvaluations');
export const secondsOf = (db: Connection) => db.collection<SecondDoc>('topicSeconds');
export const participantsOf = (db: Connection) => db.collection<ParticipantDoc>('topicParticipants');

export async function createTopicIndexes(db: Connection): Promise<void> {
  const topics = topicsOf(db);
  await topics.createIndex({ areaPath: 1, _id: -1 });
  await topics.createIndex({ areaCode: 1, _id: -1 });
  await topics.createIndex(
    { areaPath: 1, _id: -1 },
    { name: 'waiting', partialFilterExpression: { waiting: { $gt: 0 } } },
  );
  await topics.createIndex({ due: 1 }, { sparse: true });
  await topics.createIndex({ 'outbox.at': 1 }, { sparse: true });
  await topics.createIndex({ meetingLook: 1 }, { sparse: true });
  await topics.createIndex({ digestDue: 1 }, { sparse: true });
  await topics.createIndex({ caseId: 1 }, { partialFilterExpression: { caseId: { $type: 'string' } } });
  await statementsOf(db).createIndex({ topicId: 1, _id: 1 });
  await statementVotesOf(db).createIndex({ topicId: 1, _id: 1 });
  await statementVotesOf(db).createIndex({ topicId: 1, voterId: 1 });
  await statementVotesOf(db).createIndex({ statementId: 1, vote: 1 });
  // Held, removed and appealed ones, of which there are few.
  await statementsOf(db).createIndex(
    { topicId: 1, 'care.at': 1 },
    { partialFilterExpression: { 'care.at': { $exists: true } } },
  );
  await statementsOf(db).createIndex({ topicId: 1, authorId: 1 });
  await statementsOf(db).createIndex({ topicId: 1, at: 1 });
  await commentsOf(db).createIndex({ topicId: 1, at: 1 });
  await commentsOf(db).createIndex({ topicId: 1, parentId: 1, _id: -1 });
  await commentsOf(db).createIndex({ topicId: 1, authorId: 1 });
  await commentsOf(db).createIndex(
    { topicId: 1, 'care.at': 1 },
    { partialFilterExpression: { 'care.at': { $exists: true } } },
  );
  await evaluationsOf(db).createIndex({ topicId: 1, at: -1 });
  await secondsOf(db).createIndex({ topicId: 1, _id: 1 });
  await participantsOf(db).createIndex({ topicId: 1, _id: 1 });
  await participantsOf(db).createIndex({ userId: 1, topicId: -1 });
}
