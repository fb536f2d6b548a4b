import type { ApplicationView } from '@shared/services/application';
import { isOpen } from '@shared/cases/statuses';
import { mayCancel } from '@shared/services/slots';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { type CaseDoc, findCase, mayHandle, viewerOf } from '../cases';
import { type ApplicationDoc, applicationsOf, type Appointment } from './application.model';

export interface Found {
  doc: CaseDoc;
  application: ApplicationDoc;
}

/** For the reporter and staff of the case alone. @throws AppError NOT_FOUND */
export async function findApplication(deps: Deps, actor: Actor, ref: string): Promise<Found> {
  const doc = await findCase(deps.db, ref);
  const viewer = doc && viewerOf(actor, doc);
  const application =
    viewer === 'reporter' || viewer === 'staff'
      ? await applicationsOf(deps.db).findOne({
          _id: doc?._id.toHexString() ?? '',
          unfiled: { $exists: false },
        })
      : null;
  if (!doc || !application) throw new AppError('NOT_FOUND', '没有找到这份申请');
  return { doc, application };
}

export function presentAppointment(appointment: Appointment, nowMs: number) {
  const { slotId, startAt, endAt, site, state } = appointment;
  return {
    slotId,
    startAt: startAt.toISOString(),
    endAt: endAt.toISOString(),
    site,
    state: state === 'booked' && endAt.getTime() <= nowMs ? ('past' as const) : state,
    mayCancel: state === 'booked' && mayCancel(startAt.getTime(), nowMs),
  };
}

/** His own, while somebody still works on it and something is not yet found right. */
export const mayGive = (actor: Actor, { doc, application }: Found): boolean =>
  doc.reporterId === actor.userId &&
  isOpen(doc.status) &&
  application.handover === null &&
  application.checklist.some(({ state }) => state !== 'ok');

export function presentApplication(deps: Deps, actor: Actor, { doc, application }: Found): ApplicationView {
  const { forWhom, appointment, handover } = application;
  return {
    caseId: application._id,
    number: doc.number,
    service: { id: application.service.id, name: application.service.name },
    how: application.how,
    forWhom: forWhom && {
      relation: forWhom.relation,
      name: deps.fieldCrypto.decrypt(forWhom.nameSealed),
      consent: forWhom.consent,
      consentAt: forWhom.consentAt.toISOString(),
      consentVersion: forWhom.consentVersion,
    },
    checklist: application.checklist.map(({ name, note, sample, state, comment, uploadIds }) => ({
      name,
      note,
      sample,
      state,
      comment,
      uploadIds,
    })),
    appointment: appointment && presentAppointment(appointment, deps.clock()),
    handover: handover && {
      method: handover.method,
      text: handover.text,
      at: handover.at.toISOString(),
      to: handover.to
        ? {
            who: handover.to.who,
            name: handover.to.nameSealed === null ? null : deps.fieldCrypto.decrypt(handover.to.nameSealed),
          }
        : null,
    },
    mayCheck: mayHandle(actor, doc) && doc.status === 'handling',
    mayGive: mayGive(actor, { doc, application }),
    version: application.version,
  };
}
