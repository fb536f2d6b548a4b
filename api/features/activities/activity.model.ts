import type { Connection, mongo } from 'mongoose';
import type { ShiftStep } from '@shared/activities/rules';
import type { AttendanceState, CheckInWay, Eligibility, SignUpState } from '@shared/activities/schemas';
import type { LngLat } from '@shared/geo';
import type { Skill } from '@shared/volunteers/skills';

export interface ShiftDoc {
  id: string;
  start: Date;
  end: Date;
  capacity: number;
  skills: Skill[];
  /** What the clock does to it next; null when nothing is left. */
  step: ShiftStep | null;
}

/** An activity with its shifts, eight at most. Who takes part stands in sign-ups. */
export interface ActivityDoc {
  _id: mongo.ObjectId;
  areaCode: string;
  /** From the city down to `areaCode`: whose staff may manage it. */
  areaPath: string[];
  title: string;
  text: string;
  bring: string;
  addressText: string;
  /** WGS-84. */
  place: LngLat | null;
  eligibility: Eligibility;
  organiser: { userId: string; name: string; title: string };
  shifts: ShiftDoc[];
  startsAt: Date;
  endsAt: Date;
  seriesId: mongo.ObjectId | null;
  /** Check-in codes are made of it. Never answered. */
  codeSeed: string;
  /** The last change everybody was told of; `moved` when time or place changed. */
  change: { at: Date; notice: string; moved: boolean } | null;
  movedAt: Date | null;
  cancelled: { at: Date; reason: string; by: string } | null;
  /** When the clock has to look at a shift of it; gone when there is nothing left to do. */
  due?: Date;
  /** A change or cancellation not everybody has been told of, by the version that made it. */
  tell?: { version: number; after: string };
  /** Seats may have come free by it. */
  unsettled?: true;
  createdAt: Date;
  version: number;
}

export interface SignUpDoc {
  _id: mongo.ObjectId;
  activityId: mongo.ObjectId;
  shiftId: string;
  userId: string;
  name: string;
  /** The order of arrival at this shift: 1, 2, 3 … without a gap. */
  arrival: number;
  state: SignUpState;
  /** Of `state`, what queries go by: in the queue, on a seat, or neither. */
  standing: 'queue' | 'seat' | 'gone';
  /** While it stands: one of a person and shift. */
  active?: true;
  /** Number of the seat it has, from 1 to the shift's capacity; two never have the same. */
  seat?: number;
  /** While it is offered: until when he has to say yes. */
  offerUntil?: Date;
  attendance: {
    state: AttendanceState;
    inAt: Date | null;
    inBy: CheckInWay | null;
    outAt: Date | null;
    minutes: number | null;
    correction: { reason: string; at: Date; by: string } | null;
    /** Grows with every correction. */
    revision: number;
  };
  /** When it was counted that he did not come. */
  noShowAt?: Date;
  /** It has left a seat, or just arrived: the queue is to be looked at. */
  unsettled?: true;
  /** A place came free for him, or his has lapsed, and he is to be told. */
  tell?: 'offered' | 'lapsed' | 'unserved';
  /** Its hours are confirmed, or were corrected, and are not in the ledger yet. */
  toBook?: true;
  at: Date;
  version: number;
}

export const activitiesOf = (db: Connection) => db.collection<ActivityDoc>('activities');
export const signUpsOf = (db: Connection) => db.collection<SignUpDoc>('signUps');

export async function createActivityIndexes(db: Connection): Promise<void> {
  const activities = activitiesOf(db);
  await activities.createIndex({ areaPath: 1, endsAt: 1, _id: 1 });
  await activities.createIndex({ areaCode: 1, endsAt: 1, _id: 1 });
  await activities.createIndex({ seriesId: 1, startsAt: 1 }, { sparse: true });
  await activities.createIndex({ due: 1 }, { sparse: true });
  await activities.createIndex({ 'tell.version': 1 }, { sparse: true });
  await activities.createIndex({ unsettled: 1 }, { sparse: true });
  const signUps = signUpsOf(db);
  // Arrivals have no gap and no two the same; a seat has one holder; a person stands once at a shift.
  await signUps.createIndex({ shiftId: 1, arrival: 1 }, { unique: true });
  await signUps.createIndex(
    { shiftId: 1, seat: 1 },
    { unique: true, partialFilterExpression: { seat: { $exists: true } } },
  );
  await signUps.createIndex(
    { shiftId: 1, userId: 1, active: 1 },
    { unique: true, partialFilterExpression: { active: { $exists: true } } },
  );
  await signUps.createIndex({ shiftId: 1, standing: 1, arrival: 1 });
  await signUps.createIndex({ userId: 1, _id: -1 });
  await signUps.createIndex({ userId: 1, standing: 1 });
  await signUps.createIndex({ userId: 1, activityId: 1 });
  await signUps.createIndex({ userId: 1, noShowAt: -1 });
  // Whom a change concerns, page by page.
  await signUps.createIndex({ activityId: 1, active: 1, userId: 1 });
  await signUps.createIndex({ offerUntil: 1 }, { sparse: true });
  for (const field of ['unsettled', 'tell', 'toBook'] as const)
    await signUps.createIndex({ [field]: 1 }, { sparse: true });
}
