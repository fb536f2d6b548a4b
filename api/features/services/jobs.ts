import mongoose from 'mongoose';
import { isOpen } from '@shared/cases/statuses';
import { nextReminder } from '@shared/services/slots';
import type { Deps } from '@api/deps';
import { type Seat, seatsOf, settleSeat } from '@api/store/seats';
import { type CaseDoc, casesOf } from '../cases';
import { type ApplicationDoc, applicationsOf, SEATS, waitsOf } from './application.model';
import { followThrough } from './act-on-service';
import { giveUp, leaveSeat, remind } from './appointments';
import { freeSeat, tellOffered } from './free-seat';
import { forget, settle } from './submit-application';

const BATCH = 200;
/** A submission that is still under way is left alone. */
const GRACE_MS = 120_000;

const caseOf = (deps: Deps, id: string) =>
  casesOf(deps.db)
    .findById(new mongoose.Types.ObjectId(id), { status: 1 })
    .lean<Pick<CaseDoc, '_id' | 'status'> | null>();

/** Seats whose time ran out go to who waits, else they are free; offers are told; waits that passed are cleared. */
export async function sweepSeats(deps: Deps, isStopped: () => boolean = () => false): Promise<number> {
  const now = new Date(deps.clock());
  const seats = seatsOf(deps.db, SEATS);
  const over = await seats.find({ until: { $lte: now, $type: 'date' } }, { limit: BATCH }).toArray();
  for (const seat of over) {
    if (isStopped()) return over.length;
    await freeSeat(deps, seat);
  }
  for (const seat of await seats.find({ offered: true }, { limit: BATCH }).toArray())
    await tellOffered(deps, seat);
  await waitsOf(deps.db).deleteMany({ startAt: { $lte: now } });
  return over.length;
}

/** What a crash in the middle of booking left: either all of it is there, or none. */
export async function repairBookings(deps: Deps): Promise<void> {
  const before = new Date(deps.clock() - GRACE_MS);
  const applications = applicationsOf(deps.db);
  const unfiled = await applications
    .find({ unfiled: true, createdAt: { $lte: before } }, { limit: BATCH })
    .toArray();
  for (const doc of unfiled) {
    if (await caseOf(deps, doc._id)) await settle(deps, doc._id, doc.appointment?.seatId ?? null);
    else await forget(deps, doc);
  }
  const ending = await applications
    .find({ lookAt: { $lte: before, $type: 'date' } }, { limit: BATCH })
    .toArray();
  for (const { _id } of ending) {
    const found = await caseOf(deps, _id);
    if (found) await followThrough(deps, found);
    await applications.updateOne({ _id }, { $set: { lookAt: null } });
  }
  const unsure = await seatsOf(deps.db, SEATS)
    .find({ unsure: true, takenAt: { $lte: before } }, { limit: BATCH })
    .toArray();
  for (const seat of unsure) await settleOrFree(deps, seat);
  const leaving = await applications
    .find({ 'leaving.seatId': { $type: 'string' } }, { limit: BATCH })
    .toArray();
  for (const { _id, leaving: left } of leaving) if (left) await leaveSeat(deps, _id, left.seatId);
}

async function settleOrFree(deps: Deps, seat: Seat): Promise<void> {
  const owner = seat.ref === null ? null : await applicationsOf(deps.db).findOne({ _id: seat.ref });
  const { appointment } = owner ?? {};
  if (seat.ref !== null && appointment?.seatId === seat._id && appointment.state === 'booked')
    await settleSeat(deps.db, SEATS, seat._id, seat.ref);
  else await freeSeat(deps, seat);
}

/** Tells people of their appointments; of a case that came to its end otherwise the seat is given to others. */
export async function sendReminders(deps: Deps, isStopped: () => boolean = () => false): Promise<number> {
  const nowMs = deps.clock();
  const due = await applicationsOf(deps.db)
    .find({ 'appointment.remindAt': { $lte: new Date(nowMs), $type: 'date' } }, { limit: BATCH })
    .toArray();
  for (const application of due) {
    if (isStopped()) break;
    await remindOne(deps, application, nowMs);
  }
  return due.length;
}

async function remindOne(deps: Deps, application: ApplicationDoc, nowMs: number): Promise<void> {
  const { appointment } = application;
  if (!appointment) return;
  const found = await caseOf(deps, application._id);
  if (!found || !isOpen(found.status)) {
    await giveUp(deps, application);
    return;
  }
  if (appointment.startAt.getTime() > nowMs) await remind(deps, application);
  const next = nextReminder(appointment.startAt.getTime(), nowMs);
  await applicationsOf(deps.db).updateOne(
    { _id: application._id, 'appointment.remindAt': appointment.remindAt },
    { $set: { 'appointment.remindAt': next === null ? null : new Date(next) } },
  );
}
