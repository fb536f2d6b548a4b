import type { Deps } from '@api/deps';
import { bookService } from '../points';
import { activitiesOf, type SignUpDoc, signUpsOf } from './activity.model';

/** The title of a line in the ledger, and when the service began. */
async function serviceOf(deps: Pick<Deps, 'db'>, { activityId, shiftId, at }: SignUpDoc) {
  const activity = await activitiesOf(deps.db).findOne({ _id: activityId });
  const shift = activity?.shifts.find(({ id }) => id === shiftId);
  return { title: activity?.title ?? '志愿活动', servedAt: shift?.start ?? at };
}

/** Brings the ledger to what a sign-up's confirmed hours say; the order to do so goes only if they still say it. */
export async function bookHours(deps: Pick<Deps, 'db' | 'clock'>, doc: SignUpDoc): Promise<void> {
  const { attendance, userId } = doc;
  await bookService(deps, {
    userId,
    ref: doc._id.toHexString(),
    revision: attendance.revision,
    ...(await serviceOf(deps, doc)),
    minutes: attendance.state === 'confirmed' ? (attendance.minutes ?? 0) : 0,
  });
  await signUpsOf(deps.db).updateOne(
    { _id: doc._id, 'attendance.revision': attendance.revision },
    { $unset: { toBook: '' } },
  );
}

/** Books what was confirmed or corrected and not booked yet. */
export async function bookAllHours(deps: Deps, stopped = () => false): Promise<void> {
  const docs = await signUpsOf(deps.db).find({ toBook: true }, { limit: 500 }).toArray();
  for (const doc of docs) {
    if (stopped()) return;
    await bookHours(deps, doc);
  }
}
