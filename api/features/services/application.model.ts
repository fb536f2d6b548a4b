import type { Connection } from 'mongoose';
import type { CheckState, ConsentMethod, Handover, Receiver, Relation } from '@shared/services/application';
import type { Way } from '@shared/services/catalogue';
import { createSeatIndexes } from '@api/store/seats';

export const SEATS = 'serviceSeats';

export interface Appointment {
  slotId: string;
  seatId: string;
  startAt: Date;
  endAt: Date;
  site: string;
  state: 'booked' | 'cancelled';
  /** When to remind next. */
  remindAt: Date | null;
}

/** What a case of kind `service` carries beside it; it goes by the case's id. */
export interface ApplicationDoc {
  _id: string;
  userId: string;
  service: { id: string; name: string };
  how: Way;
  /** A relative's name is his own: encrypted. */
  forWhom: {
    relation: Relation;
    nameSealed: string;
    consent: ConsentMethod;
    consentAt: Date;
    consentVersion: string;
  } | null;
  checklist: {
    name: string;
    note: string | null;
    sample: string | null;
    state: CheckState;
    comment: string | null;
    uploadIds: string[];
  }[];
  appointment: Appointment | null;
  /** A seat given up that has still to be let go. */
  leaving: { seatId: string } | null;
  /** Who took it, when it was not the resident himself, is his own: encrypted. Absent in what earlier versions wrote. */
  handover: {
    method: Handover;
    text: string;
    at: Date;
    to?: { who: Receiver; nameSealed: string | null } | null;
  } | null;
  /** Its case is about to come to an end: whether it did is looked at again from here on. */
  lookAt?: Date | null;
  /** The case is not known to be there yet; a job looks after what a crash left so. */
  unfiled?: true;
  createdAt: Date;
  version: number;
}

/** Somebody who would take a seat of a full slot; `offered` once he was given one. */
export interface WaitDoc {
  /** `<pool>:<user>` */
  _id: string;
  pool: string;
  userId: string;
  state: 'waiting' | 'offered';
  at: Date;
  startAt: Date;
}

export const applicationsOf = (db: Connection) => db.collection<ApplicationDoc>('serviceApplications');
export const waitsOf = (db: Connection) => db.collection<WaitDoc>('serviceWaits');

export async function createServiceIndexes(db: Connection): Promise<void> {
  const applications = applicationsOf(db);
  await applications.createIndex({ userId: 1, _id: -1 });
  await applications.createIndex(
    { userId: 1, 'service.id': 1, 'appointment.startAt': 1 },
    { partialFilterExpression: { 'appointment.state': 'booked' } },
  );
  await applications.createIndex(
    { 'service.id': 1, 'appointment.startAt': 1 },
    { partialFilterExpression: { 'appointment.state': 'booked' } },
  );
  await applications.createIndex(
    { 'appointment.remindAt': 1 },
    { partialFilterExpression: { 'appointment.remindAt': { $type: 'date' } } },
  );
  await applications.createIndex({ lookAt: 1 }, { partialFilterExpression: { lookAt: { $type: 'date' } } });
  await applications.createIndex({ createdAt: 1 }, { partialFilterExpression: { unfiled: true } });
  await applications.createIndex(
    { 'leaving.seatId': 1 },
    { partialFilterExpression: { 'leaving.seatId': { $type: 'string' } } },
  );
  await waitsOf(db).createIndex({ pool: 1, state: 1, at: 1 });
  await waitsOf(db).createIndex({ userId: 1, state: 1 });
  await waitsOf(db).createIndex({ startAt: 1 });
  await createSeatIndexes(db, SEATS);
}
