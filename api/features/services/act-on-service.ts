import { isOpen } from '@shared/cases/statuses';
import type { WiredAction } from '@shared/cases/workflow';
import type { Deps } from '@api/deps';
import { actOnCase, type CaseDoc, findCase } from '../cases';
import { freePlaces } from '../teams';
import { applicationsOf } from './application.model';
import { giveUp } from './appointments';

/** What may end a case, and with it an appointment somebody else could use. */
const ENDING: ReadonlySet<WiredAction> = new Set(['withdraw', 'decline', 'merge']);

/**
 * Acts on any case. One that comes to its end gives its seat to who waits at once, and a team its place of the week.
 * What a crash cuts off in between is noted on the application before, and looked at again by a job.
 */
export const actOnAny: typeof actOnCase = async (deps, request, present) => {
  if (request.preview) return actOnCase(deps, request, present);
  if (ENDING.has(request.action)) await noteEnding(deps, request.ref);
  const doc = await actOnCase(deps, request, present);
  if (doc.kind === 'service') await followThrough(deps, doc);
  return doc;
};

async function noteEnding(deps: Deps, ref: string): Promise<void> {
  const doc = await findCase(deps.db, ref);
  if (doc?.kind !== 'service') return;
  await applicationsOf(deps.db).updateOne(
    { _id: doc._id.toHexString(), 'appointment.state': 'booked' },
    { $set: { lookAt: new Date(deps.clock()) } },
  );
}

/** Lets go of what a case that ended (or went back to the desk) had taken. */
export async function followThrough(deps: Deps, doc: Pick<CaseDoc, '_id' | 'status'>): Promise<void> {
  const _id = doc._id.toHexString();
  await freePlaces(deps, _id, doc.status);
  if (isOpen(doc.status)) return;
  const application = await applicationsOf(deps.db).findOne({ _id });
  // One that has begun was used, or missed: nobody else can have it.
  if (application?.appointment && application.appointment.startAt.getTime() > deps.clock())
    await giveUp(deps, application);
  await applicationsOf(deps.db).updateOne({ _id }, { $set: { lookAt: null } });
}
