import { AppError, invalidField } from '@shared/core/errors';
import { type ApplicationInput, CONSENT_VERSION } from '@shared/services/application';
import { WAY_NAMES } from '@shared/services/catalogue';
import { HOLD_MS, nextReminder } from '@shared/services/slots';
import type { SubmitCase } from '@shared/cases/schemas';
import type { Deps } from '@api/deps';
import { isDuplicateKey } from '@api/http/idempotency';
import { keepSeat, type Seat, seatsOf, settleSeat, takeSeat } from '@api/store/seats';
import { type CaseDoc, submitCase, type Submission } from '../cases';
import { liveCatalogue } from '../categories';
import { type ApplicationDoc, applicationsOf, type Appointment, SEATS } from './application.model';
import { freeSeat } from './free-seat';
import { checkRoom, fullSlot } from './hold-slot';
import { findItem, findOffered, type LiveItem } from './live-services';
import { findBookableSlot, type OpenSlot } from './pools';

/** What is asked of the grid itself (代办、上门): its worker gets it. */
const FOR_THE_GRID = 'MS-0314';

/**
 * Files any case. One that names a service gets its application beside it and, where it names a slot, a seat.
 * In this order: seat, application, case. So a crash leaves at most a seat and an application without a case, which a
 * job clears; the same submission sent again goes on where the first was cut off.
 * @throws AppError as `submitCase`; NOT_FOUND for no such service or slot; WRONG_STATE when it is full, with `next`
 */
export async function submitAny(deps: Deps, submission: Submission): Promise<CaseDoc> {
  const { input } = submission;
  if (input.serviceId === undefined) {
    if (input.slotId !== undefined) throw invalidField('serviceId', '预约要说明办哪件事');
    if (input.application !== undefined) throw invalidField('serviceId', '请选择办哪件事');
    return submitCase(deps, submission);
  }
  if (input.kind !== 'service') throw invalidField('kind', '办事的类型应为 service');
  const item = await findItem(deps, input.serviceId);
  const application = readApplication(item, input);
  const done = await applicationsOf(deps.db).findOne({ _id: submission.caseId });
  if (done && !done.unfiled)
    return submitCase(deps, prepared(submission, await categoryFor(deps, item, application)));
  await findOffered(deps, item.id);
  const slot = input.slotId === undefined ? null : await findBookableSlot(deps, item.id, input.slotId);
  const seat = slot && (await keepOwnSeat(deps, submission, slot));
  await write(deps, applicationOf(deps, submission, item, application, slot, seat));
  try {
    const doc = await submitCase(deps, prepared(submission, await categoryFor(deps, item, application)));
    await settle(deps, submission.caseId, seat?._id ?? null);
    return doc;
  } catch (error) {
    await undo(deps, submission.caseId, seat);
    throw error;
  }
}

/** @throws AppError VALIDATION_FAILED when the service is not to be had that way */
function readApplication(item: LiveItem, input: SubmitCase): ApplicationInput {
  const how = input.application?.how ?? (input.slotId ? 'appointment' : item.modes[0]);
  if (!how || !item.modes.includes(how)) {
    const ways = item.modes.map((mode) => WAY_NAMES[mode]).join('、');
    throw invalidField('application.how', `这件事可以：${ways}`);
  }
  if (how === 'appointment' && !input.slotId) throw invalidField('slotId', '请选择预约的时段');
  if (how !== 'appointment' && input.slotId) throw invalidField('slotId', '只有预约办要选时段');
  const materials = input.application?.materials ?? [];
  const uploads = new Set(input.uploadIds ?? []);
  for (const { index, uploadIds } of materials) {
    if (index >= item.materials.length) throw invalidField('application.materials', '没有这份材料');
    if (uploadIds.some((id) => !uploads.has(id)))
      throw invalidField('application.materials', '材料的照片要同时列在 uploadIds 里');
  }
  return { how, forWhom: input.application?.forWhom, materials };
}

const prepared = (submission: Submission, categoryCode: string): Submission => ({
  ...submission,
  // What somebody applies for is nobody else's business.
  input: { ...submission.input, categoryCode, visibility: 'private' },
});

/** What the worker does himself goes to him; the rest to whom the catalogue says. */
async function categoryFor(deps: Deps, item: LiveItem, { how }: ApplicationInput): Promise<string> {
  const { byCode, otherCode } = await liveCatalogue(deps);
  const wanted = how === 'proxy' || how === 'door' ? FOR_THE_GRID : item.category;
  return [wanted, item.category].find((code) => byCode.has(code)) ?? otherCode;
}

/** The seat held before, or one taken now. @throws AppError WRONG_STATE when there is none */
async function keepOwnSeat(deps: Deps, { actor, caseId }: Submission, slot: OpenSlot): Promise<Seat> {
  const holder = actor.userId;
  const now = new Date(deps.clock());
  const held = await keepSeat(deps.db, SEATS, { pool: slot.pool, holder, ref: caseId, now });
  if (held) return held;
  await checkRoom(deps, holder, slot.item.id);
  const { pool, capacity } = slot;
  const seat = await takeSeat(deps.db, SEATS, { pool, capacity, holder, until: null, ref: caseId, now });
  if (!seat) throw await fullSlot(deps, holder, slot);
  if (seat.ref !== caseId) throw new AppError('WRONG_STATE', '这个时段您已经预约了');
  return seat;
}

export function appointmentOf(slot: OpenSlot, seatId: string, nowMs: number): Appointment {
  const remind = nextReminder(slot.startMs, nowMs);
  return {
    slotId: slot.id,
    seatId,
    startAt: new Date(slot.startMs),
    endAt: new Date(slot.endMs),
    site: `${slot.site.name} · ${slot.item.place}`,
    state: 'booked',
    remindAt: remind === null ? null : new Date(remind),
  };
}

function applicationOf(
  deps: Deps,
  { actor, caseId }: Submission,
  item: LiveItem,
  { how, forWhom, materials = [] }: ApplicationInput,
  slot: OpenSlot | null,
  seat: Seat | null,
): ApplicationDoc {
  const now = new Date(deps.clock());
  const given = new Map(materials.map(({ index, uploadIds }) => [index, uploadIds]));
  return {
    _id: caseId,
    userId: actor.userId,
    service: { id: item.id, name: item.name },
    how,
    forWhom: forWhom
      ? {
          relation: forWhom.relation,
          nameSealed: deps.fieldCrypto.encrypt(forWhom.name),
          consent: forWhom.consent,
          consentAt: now,
          consentVersion: CONSENT_VERSION,
        }
      : null,
    checklist: item.materials.map(({ name, note, sample }, index) => ({
      name,
      note: note ?? null,
      sample: sample ?? null,
      state: given.has(index) ? 'given' : 'none',
      comment: null,
      uploadIds: given.get(index) ?? [],
    })),
    appointment: slot && seat ? appointmentOf(slot, seat._id, now.getTime()) : null,
    leaving: null,
    handover: null,
    unfiled: true,
    createdAt: now,
    version: 1,
  };
}

async function write(deps: Deps, doc: ApplicationDoc): Promise<void> {
  try {
    await applicationsOf(deps.db).insertOne(doc);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

/** Case, application and seat are all there. */
export async function settle(deps: Deps, caseId: string, seatId: string | null): Promise<void> {
  await applicationsOf(deps.db).updateOne({ _id: caseId }, { $unset: { unfiled: '' } });
  if (seatId) await settleSeat(deps.db, SEATS, seatId, caseId);
}

/** A refused submission leaves the seat held, so that what was wrong can be mended. */
async function undo(deps: Deps, caseId: string, seat: Seat | null): Promise<void> {
  await applicationsOf(deps.db).deleteOne({ _id: caseId, unfiled: true });
  if (!seat) return;
  const until = new Date(deps.clock() + HOLD_MS);
  await seatsOf(deps.db, SEATS).updateOne(
    { _id: seat._id, ref: caseId },
    { $set: { until, ref: null }, $unset: { unsure: '' } },
  );
}

/** What is left of a submission that never became a case. */
export async function forget(deps: Deps, doc: ApplicationDoc): Promise<void> {
  const gone = await applicationsOf(deps.db).deleteOne({ _id: doc._id, unfiled: true });
  const seat = doc.appointment && (await seatsOf(deps.db, SEATS).findOne({ _id: doc.appointment.seatId }));
  if (gone.deletedCount === 1 && seat?.ref === doc._id) await freeSeat(deps, seat);
}
