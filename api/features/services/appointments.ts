import mongoose from 'mongoose';
import { AppError } from '@shared/core/errors';
import type { ApplicationView } from '@shared/services/application';
import type { AppointmentItem } from '@shared/services/views';
import { mayCancel } from '@shared/services/slots';
import { calendarTime } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { keepSeat, seatsOf, settleSeat } from '@api/store/seats';
import { casesOf, decodeCursor, encodeCursor } from '../cases';
import { tellPeople } from '../notifications';
import { type ApplicationDoc, applicationsOf, SEATS } from './application.model';
import { freeSeat } from './free-seat';
import { holdSeat } from './hold-slot';
import { findBookableSlot } from './pools';
import { type Found, findApplication, presentApplication, presentAppointment } from './present-application';
import { appointmentOf } from './submit-application';

/** One's own booked appointment, that may still be changed. @throws AppError NOT_FOUND, WRONG_STATE */
async function findOwn(deps: Deps, actor: Actor, ref: string) {
  const found = await findApplication(deps, actor, ref);
  const { appointment, userId } = found.application;
  if (userId !== actor.userId || !appointment) throw new AppError('NOT_FOUND', '没有找到这个预约');
  if (appointment.state !== 'booked') throw new AppError('WRONG_STATE', '这个预约已经取消了');
  if (!mayCancel(appointment.startAt.getTime(), deps.clock()))
    throw new AppError('WRONG_STATE', '离开始不到 2 小时，不能再改；来不了请打办理点电话');
  return { ...found, appointment };
}

async function presentNow(deps: Deps, actor: Actor, found: Found): Promise<ApplicationView> {
  const application = await applicationsOf(deps.db).findOne({ _id: found.application._id });
  return presentApplication(deps, actor, { doc: found.doc, application: application ?? found.application });
}

/** Gives the seat up; the case goes on. @throws AppError NOT_FOUND, WRONG_STATE */
export async function cancelAppointment(deps: Deps, actor: Actor, ref: string): Promise<ApplicationView> {
  const found = await findOwn(deps, actor, ref);
  await giveUp(deps, found.application);
  return presentNow(deps, actor, found);
}

/** First it is written that the seat is given up, then it is let go; a job goes on where a crash cut that off. */
export async function giveUp(deps: Deps, application: ApplicationDoc): Promise<void> {
  const { appointment } = application;
  if (appointment?.state !== 'booked') return;
  const given = await applicationsOf(deps.db).updateOne(
    { _id: application._id, 'appointment.state': 'booked', 'appointment.seatId': appointment.seatId },
    {
      $set: {
        'appointment.state': 'cancelled',
        'appointment.remindAt': null,
        leaving: { seatId: appointment.seatId },
      },
      $inc: { version: 1 },
    },
  );
  if (given.modifiedCount === 1) await leaveSeat(deps, application._id, appointment.seatId);
}

/** Lets go of a seat that an application has given up. */
export async function leaveSeat(deps: Deps, applicationId: string, seatId: string): Promise<void> {
  const seat = await seatsOf(deps.db, SEATS).findOne({ _id: seatId, ref: applicationId });
  if (seat) await freeSeat(deps, seat);
  await applicationsOf(deps.db).updateOne(
    { _id: applicationId, 'leaving.seatId': seatId },
    { $set: { leaving: null } },
  );
}

/**
 * Moves to another slot: the new seat is taken before the old one is let go.
 * @throws AppError NOT_FOUND, WRONG_STATE (full: with `next`)
 */
export async function rebookAppointment(
  deps: Deps,
  actor: Actor,
  ref: string,
  slotId: string,
): Promise<ApplicationView> {
  const found = await findOwn(deps, actor, ref);
  const { application, appointment } = found;
  if (appointment.slotId === slotId) return presentApplication(deps, actor, found);
  const slot = await findBookableSlot(deps, application.service.id, slotId);
  await holdSeat(deps, actor.userId, slot);
  const now = new Date(deps.clock());
  const seat = await keepSeat(deps.db, SEATS, {
    pool: slot.pool,
    holder: actor.userId,
    ref: application._id,
    now,
  });
  if (!seat) throw new AppError('WRONG_STATE', '这个时段您已经预约了别的事');
  const moved = await applicationsOf(deps.db).updateOne(
    {
      _id: application._id,
      'appointment.state': 'booked',
      'appointment.seatId': appointment.seatId,
      leaving: null,
    },
    {
      $set: {
        appointment: appointmentOf(slot, seat._id, now.getTime()),
        leaving: { seatId: appointment.seatId },
      },
      $inc: { version: 1 },
    },
  );
  if (moved.modifiedCount !== 1) {
    // Somebody with the same account was quicker: only what he chose may stay taken.
    const latest = await applicationsOf(deps.db).findOne({ _id: application._id });
    if (latest?.appointment?.seatId !== seat._id) await freeSeat(deps, seat);
    throw new AppError('WRONG_STATE', '这个预约刚刚改过，请刷新后再看');
  }
  await settleSeat(deps.db, SEATS, seat._id, application._id);
  await leaveSeat(deps, application._id, appointment.seatId);
  return presentNow(deps, actor, found);
}

/** One's own appointments, the latest applied for first. */
export async function listMyAppointments(
  deps: Deps,
  actor: Actor,
  { limit, cursor }: { limit: number; cursor?: string },
) {
  const [before] = cursor ? decodeCursor(cursor, 'id') : [];
  const docs = await applicationsOf(deps.db)
    .find(
      {
        userId: actor.userId,
        appointment: { $ne: null },
        unfiled: { $exists: false },
        ...(before && { _id: { $lt: before } }),
      },
      { sort: { _id: -1 }, limit: limit + 1 },
    )
    .toArray();
  const page = docs.slice(0, limit);
  const last = page.at(-1);
  return {
    items: await present(deps, page),
    nextCursor: docs.length > limit && last ? encodeCursor([last._id]) : null,
  };
}

async function present(deps: Deps, docs: readonly ApplicationDoc[]): Promise<AppointmentItem[]> {
  const ids = docs.map(({ _id }) => new mongoose.Types.ObjectId(_id));
  const cases = await casesOf(deps.db)
    .find({ _id: { $in: ids } }, { number: 1 })
    .lean<{ _id: mongoose.Types.ObjectId; number: string }[]>();
  const numbers = new Map(cases.map(({ _id, number }) => [_id.toHexString(), number]));
  return docs.flatMap(({ _id, service, appointment }) =>
    appointment
      ? [
          {
            caseId: _id,
            number: numbers.get(_id) ?? '',
            service: { id: service.id, name: service.name },
            appointment: presentAppointment(appointment, deps.clock()),
          },
        ]
      : [],
  );
}

/** Says when and where, once per time. */
export async function remind(deps: Deps, application: ApplicationDoc): Promise<void> {
  const { appointment, service, userId, _id } = application;
  if (!appointment) return;
  const time = calendarTime(appointment.startAt.getTime(), deps.clock());
  const advice = mayCancel(appointment.startAt.getTime(), deps.clock())
    ? '来不了请提前 2 小时取消，让给别人'
    : '请带好材料；来不了请打办理点电话';
  await tellPeople(deps, [userId], {
    key: `remind:${_id}:${appointment.slotId}:${appointment.remindAt?.getTime() ?? 0}`,
    kind: 'notice',
    title: '预约提醒',
    text: `「${service.name}」约在 ${time}，${appointment.site}。${advice}`,
    caseId: _id,
  });
}
