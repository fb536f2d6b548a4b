import { type Connection, type Model, Schema, type mongo } from 'mongoose';
import type { PostFunction } from '@shared/areas/levels';
import type { CaseLevel, Duration } from '@shared/categories/schemas';
import type { RatingTally } from '@shared/cases/rates';
import type { RatingBody } from '@shared/cases/ratings';
import type { REPLY_RESULTS } from '@shared/cases/action-bodies';
import type { DeclineReason } from '@shared/cases/reasons';
import type { CaseKind, CaseStatus } from '@shared/cases/statuses';
import type { EventType } from '@shared/cases/schemas';
import type { SetMode } from '@shared/clocks/modes';
import type { LngLat } from '@shared/geo';
import type { DecidingRule } from '@shared/routing-rules/schemas';
import type { UploadKind } from '@shared/uploads/contract';
import { modelOf } from '@api/store/model';
import type { Alert } from './alerts';
import type { Care } from './care';
import type { WishDoc } from './wish-effects';

type ObjectId = mongo.ObjectId;

export type Assignee =
  | {
      type: 'person';
      userId: string;
      postId: string;
      name: string;
      function: PostFunction;
      avatarUrl: string | null;
    }
  | { type: 'center'; areaCode: string; name: string }
  | { type: 'department'; department: string; areaCode: string; name: string };

/** Who may be given a case by name: not a desk. */
export type Handler = Exclude<Assignee, { type: 'center' }>;
/** Who helps; `signedOffAt` once his part is done. */
export type CoHandler = Handler & { signedOffAt?: Date };

/** What an assignee has asked for and a dispatcher has not yet decided. */
export interface PendingRequest {
  /** Sequence number of the asking event. */
  id: string;
  kind: 'hold' | 'extend';
  until: Date;
  text: string;
  at: Date;
}

/** A part of a split case, as ordered. */
export interface CasePart {
  id: string;
  number: string;
  text: string;
  to: Handler;
  resolveBy: Date;
}

/** One thing that happened, as it is hashed and kept. Never edited, never deleted. */
export interface EventDoc {
  /** `<case id>:<seq>` */
  _id: string;
  caseId: string;
  seq: number;
  type: EventType;
  at: Date;
  actor: { kind: 'resident' | 'staff' | 'system'; userId: string | null; name: string; title: string };
  from: CaseStatus | null;
  to: CaseStatus;
  text: string | null;
  uploadIds: string[];
  visibility: 'public' | 'internal';
  /** What else changed, by name. */
  data: Record<string, string | number | boolean | null>;
  /** Idempotency key of the request, to recognise a repetition after a crash. */
  requestKey: string | null;
  prevHash: string | null;
  hash: string;
  /** The order to have its words and photos judged elsewhere; not part of what was said. */
  check?: { at: Date; tries: number };
}

export interface CaseUpload {
  id: string;
  kind: UploadKind;
  width: number | null;
  height: number | null;
  /** Of a voice note. */
  seconds?: number;
  stage: 'before' | 'progress' | 'after' | 'verify';
  seq: number;
  /** Of an internal event: staff in scope only. */
  internal?: boolean;
}

export type CaseMode = Pick<SetMode, 'mode' | 'areaCode' | 'areaName' | 'reason'>;

export interface CaseDoc {
  _id: ObjectId;
  number: string;
  kind: CaseKind;
  status: CaseStatus;
  /** In OPEN_STATUSES: kept beside the status so that queues are one index range. */
  open: boolean;
  level: CaseLevel;
  text: string;
  category: {
    code: string;
    name: string;
    group: string;
    groupName: string;
    catalogueVersion: string;
    department: string;
    requiresAfterPhoto: boolean;
    /** As promised for this case: the category's, or those that a rule and the mode made of them. */
    respond: Duration;
    resolve: Duration;
  };
  gridCode: string | null;
  /** Codes from the city down; every staff query and the feed select by one of them. */
  areaPath: string[];
  areaNames: { code: string; level: string; name: string }[];
  /** WGS-84. */
  place: LngLat | null;
  /** H3 cells of several resolutions it is found under on the map; see cover.ts. */
  cells: string[];
  addressText: string | null;
  visibility: 'public' | 'private';
  anonymousToWorker: boolean;
  answers: Record<string, string | number | boolean>;
  reporterId: string;
  reporter: { name: string; phoneMasked: string | null };
  assignee: Assignee;
  /** Who helps the assignee; since the last dispatch. */
  coHandlers?: CoHandler[];
  /** How often departments have sent it back. */
  returns?: number;
  /** Back at the desk from whom it had been given to. */
  returned?: boolean;
  /** Set once it is declined. */
  declined?: { reason: DeclineReason; text: string; responsibleBody: string | null };
  /** Filed by staff for a resident, who agreed to it. */
  onBehalf?: { by: EventDoc['actor']; at: Date };
  /** Everyone who handled it: they may not check it. */
  handledBy: string[];
  routing: {
    method: 'inside' | 'nearest' | 'outside' | 'manual';
    reason: string;
    /** The routing rule that decided; none when boundary and category did. */
    rule?: DecidingRule | null;
    /** The mode of its place when it was filed; ordinary times when there is none. */
    mode?: CaseMode | null;
  };
  respondBy: Date;
  resolveBy: Date;
  /** What is due next; the order of queues. */
  dueAt: Date;
  /** Since when the running promise counts; from submission unless said. */
  clockFrom?: Date;
  /** The next step of the clock, and for which due time each was taken. */
  alert?: Alert | null;
  warnedFor?: Date;
  overdueFor?: Date;
  raisedFor?: Date;
  respondedAt: Date | null;
  urgent: boolean;
  supervised: boolean;
  supervision?: { text: string; deadline: Date; at: Date } | null;
  /** The resolve clock stands still. */
  hold: boolean;
  holding?: { since: Date; until: Date; text: string } | null;
  /** At most one of each kind. */
  requests?: PendingRequest[];
  /** How often the promise was put off; twice at most. */
  extensions?: number;
  reworks: number;
  urges?: number;
  /** Who has urged on that Shanghai date. */
  urgedOn?: { date: string; userIds: string[] };
  /** Followers who asked to open it again since it was closed; the third one does it. */
  reopenAsks?: string[];
  mergedInto?: { id: string; number: string; at: Date; from: CaseStatus } | null;
  closedAt?: Date | null;
  /** The case this is a part of: its own reporter only reads it, and it is checked but not rated. */
  partOf?: { id: string; number: string };
  /** The deliberation that was raised from it. */
  topic?: { id: string; title: string };
  /** What it was split into: the order to make those cases, and which they are. */
  parts?: CasePart[];
  /** The cases of `parts` are still to be made. */
  partsPending?: true;
  /** What it is found by; see search-terms.ts. */
  terms?: string[];
  uploads: CaseUpload[];
  /** What of its words and photos the public does not see, or somebody has to judge; see care.ts. */
  care?: Care;
  /** Counts every change of `care`, which may come between two versions. */
  careSeq?: number;
  /** Something waits for a moderator, since when. */
  careWaits?: boolean;
  careSince?: Date | null;
  followers: number;
  /** Counts every recount of `followers`, so that of two the later one stays. */
  followersSeq?: number;
  reply: { result: (typeof REPLY_RESULTS)[number]; text: string; at: Date } | null;
  /** The reporter's of this round, as far as lines of a list speak of it; the whole is in caseRatings. */
  rating: (Omit<RatingBody, 'version' | 'sendBack'> & { at: Date }) | null;
  /** How often it has begun anew, by rework or reopening; one rating per person and round. */
  round?: number;
  /** Somebody rated it once: there is something in caseRatings. */
  rated?: boolean;
  /** The ratings of a round together; of no account in another round. */
  ratings?: RatingTally & { round: number };
  /** Counts every recount of `ratings`, so that of two the later one stays. */
  ratingsSeq?: number;
  /** Ratings whose appeal waits to be decided, by number. */
  appeals?: number[];
  appealPending?: boolean;
  closesAt: Date | null;
  /** The last events, newest last; all of them are in caseEvents. */
  events: EventDoc[];
  seq: number;
  firstHash: string;
  lastHash: string;
  /** Highest event copied to caseEvents. `unlogged` while it lags behind `seq`. */
  loggedSeq: number;
  unlogged?: boolean;
  /** Of a wish. */
  wish?: WishDoc;
  /** Whose and which draft it was: sent again, after its idempotency key is forgotten, it is this case still. */
  draftKey?: string;
  clientCreatedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

/** What no line of a list shows and no list selects by; the events alone are most of a case's bytes. */
export const CASE_ROW = {
  events: 0,
  answers: 0,
  reporter: 0,
  routing: 0,
  firstHash: 0,
  lastHash: 0,
  loggedSeq: 0,
  alert: 0,
  warnedFor: 0,
  overdueFor: 0,
  raisedFor: 0,
  clockFrom: 0,
  requests: 0,
  supervision: 0,
  urgedOn: 0,
  urges: 0,
  extensions: 0,
  reopenAsks: 0,
  parts: 0,
  onBehalf: 0,
  terms: 0,
  followersSeq: 0,
  ratings: 0,
  ratingsSeq: 0,
  appeals: 0,
  cells: 0,
  clientCreatedAt: 0,
  draftKey: 0,
  closedAt: 0,
} as const satisfies Partial<Record<keyof CaseDoc, 0>>;
export type CaseRow = Omit<CaseDoc, keyof typeof CASE_ROW>;

/** Events kept on the case itself. */
export const RECENT_EVENTS = 30;
/** Photos one case may collect in its life. */
export const UPLOADS_PER_CASE = 60;

const caseSchema = new Schema<CaseDoc>(
  {},
  { collection: 'cases', strict: false, versionKey: false, autoIndex: false, autoCreate: false },
);
caseSchema.index({ number: 1 }, { unique: true });
caseSchema.index({ draftKey: 1 }, { unique: true, partialFilterExpression: { draftKey: { $exists: true } } });
// Public feed: all of it or by area, optionally by status or category; newest first.
caseSchema.index({ visibility: 1, _id: -1 });
caseSchema.index({ visibility: 1, status: 1, _id: -1 });
caseSchema.index({ visibility: 1, 'category.code': 1, _id: -1 });
caseSchema.index({ visibility: 1, areaPath: 1, _id: -1 });
caseSchema.index({ visibility: 1, areaPath: 1, status: 1, _id: -1 });
caseSchema.index({ visibility: 1, areaPath: 1, 'category.code': 1, _id: -1 });
caseSchema.index({ visibility: 1, kind: 1, _id: -1 });
caseSchema.index({ visibility: 1, cells: 1, _id: -1 });
// One for the public and staff: a case has some sixty terms, and each index of them costs sixty entries.
caseSchema.index({ terms: 1, visibility: 1, _id: -1 });
// A person's own.
caseSchema.index({ reporterId: 1, _id: -1 });
caseSchema.index({ reporterId: 1, status: 1, _id: -1 });
// Queues: due first.
caseSchema.index({ 'assignee.userId': 1, open: 1, dueAt: 1, _id: 1 });
caseSchema.index({ 'assignee.userId': 1, open: 1, _id: -1 });
caseSchema.index({ 'assignee.department': 1, open: 1, dueAt: 1, _id: 1 }, { sparse: true });
caseSchema.index({ 'coHandlers.userId': 1, open: 1, dueAt: 1, _id: 1 }, { sparse: true });
caseSchema.index({ 'coHandlers.department': 1, open: 1, dueAt: 1, _id: 1 }, { sparse: true });
caseSchema.index({ 'assignee.areaCode': 1, open: 1, dueAt: 1, _id: 1 }, { sparse: true });
caseSchema.index({ areaPath: 1, open: 1, dueAt: 1, _id: 1 });
caseSchema.index({ areaPath: 1, status: 1, dueAt: 1, _id: 1 });
// Few are supervised: an index of those alone.
caseSchema.index(
  { areaPath: 1, supervised: 1, open: 1, dueAt: 1, _id: 1 },
  { partialFilterExpression: { supervised: true } },
);
caseSchema.index(
  { areaPath: 1, appealPending: 1, dueAt: 1, _id: 1 },
  { partialFilterExpression: { appealPending: true } },
);
caseSchema.index({ areaPath: 1, status: 1, _id: -1 });
// What waits for a moderator, longest first.
caseSchema.index(
  { areaPath: 1, careWaits: 1, careSince: 1, _id: 1 },
  { partialFilterExpression: { careWaits: true } },
);
// Wishes: those of an area by state, a person's claims, and what the clock ends.
caseSchema.index(
  { 'wish.state': 1, areaPath: 1, _id: -1 },
  { partialFilterExpression: { 'wish.state': { $exists: true } } },
);
caseSchema.index({ 'wish.claim.userId': 1, _id: -1 }, { sparse: true });
caseSchema.index({ 'wish.claim.userId': 1, 'wish.state': 1 }, { sparse: true });
caseSchema.index({ 'wish.dueAt': 1 }, { partialFilterExpression: { 'wish.dueAt': { $type: 'date' } } });
caseSchema.index({ reporterId: 1, kind: 1, _id: -1 });
// Jobs.
caseSchema.index({ 'alert.at': 1 }, { sparse: true });
// What an earlier version wrote: its one cell instead of `cells`; see fill-cells.ts.
caseSchema.index({ cell: 1 }, { partialFilterExpression: { cell: { $exists: true } } });
caseSchema.index({ closesAt: 1 }, { partialFilterExpression: { status: 'verified' } });
caseSchema.index({ 'partOf.id': 1 }, { sparse: true });
caseSchema.index({ partsPending: 1 }, { partialFilterExpression: { partsPending: true } });
caseSchema.index({ unlogged: 1 }, { partialFilterExpression: { unlogged: true } });

export function casesOf(db: Connection): Model<CaseDoc> {
  return modelOf(db, 'Case', caseSchema);
}

/** An event in the log: with the order to tell people of it until that is done, or what became of that order. */
export type LoggedEvent = EventDoc & {
  outbox?: { at: Date; tries: number };
  dead?: { at: Date; tries: number; error: string };
};

/** The full event log, append-only. */
export function eventsOf(db: Connection) {
  return db.collection<LoggedEvent>('caseEvents');
}

export async function createEventIndexes(db: Connection): Promise<void> {
  await eventsOf(db).createIndex({ caseId: 1, seq: 1 }, { unique: true });
  await eventsOf(db).createIndex({ 'outbox.at': 1 }, { sparse: true });
  await eventsOf(db).createIndex({ 'check.at': 1 }, { sparse: true });
  await eventsOf(db).createIndex({ 'dead.at': 1, _id: 1 }, { sparse: true });
}
