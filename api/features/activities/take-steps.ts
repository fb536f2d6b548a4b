import {
  CHECK_IN_EARLY_MS,
  isReminderUseful,
  SHIFT_STEPS,
  type ShiftStep,
  stepDue,
} from '@shared/activities/rules';
import { friendlyTime } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import { tellPeople } from '../notifications';
import { activitiesOf, type ActivityDoc, type ShiftDoc, signUpsOf } from './activity.model';
import { closeAttendance, confirmAttendance } from './confirm-hours';
import { termOf } from './policy';
import { closeQueue } from './settle-shift';
import { dueOf } from './write-activity';

async function remind(deps: Deps, doc: ActivityDoc, shift: ShiftDoc, step: 'day' | 'hour'): Promise<void> {
  const nowMs = deps.clock();
  if (!isReminderUseful(step, termOf(shift), nowMs)) return;
  const people = await signUpsOf(deps.db)
    .find({ shiftId: shift.id, standing: 'seat' }, { projection: { userId: 1 } })
    .toArray();
  const id = doc._id.toHexString();
  await tellPeople(
    deps,
    people.map(({ userId }) => userId),
    {
      // A shift that has moved is reminded of anew.
      key: `activity:${shift.id}-${step}-${shift.start.getTime().toString(36)}`,
      kind: 'activity',
      linkId: id,
      title: step === 'day' ? `活动提醒：${doc.title}` : `马上开始：${doc.title}`,
      text: `${friendlyTime(shift.start.getTime(), nowMs)} 在${doc.addressText}。${
        doc.bring ? `请带：${doc.bring}。` : ''
      }开始前 ${CHECK_IN_EARLY_MS / 60_000} 分钟起可以签到；来不了请尽早取消。`,
    },
  );
}

async function take(deps: Deps, doc: ActivityDoc, shift: ShiftDoc, step: ShiftStep): Promise<void> {
  switch (step) {
    case 'day':
    case 'hour':
      return remind(deps, doc, shift, step);
    case 'start':
      return closeQueue(deps, shift.id);
    case 'end':
      return closeAttendance(deps, shift);
    case 'confirm':
      return confirmAttendance(deps, shift);
  }
}

/** Every step of a shift that is due, in order. @returns the shift as it stands after them */
async function walk(deps: Deps, doc: ActivityDoc, shift: ShiftDoc): Promise<ShiftDoc> {
  const steps = shift.step ? SHIFT_STEPS.slice(SHIFT_STEPS.indexOf(shift.step)) : [];
  for (const step of steps) {
    if (stepDue(step, termOf(shift)) > deps.clock()) return { ...shift, step };
    await take(deps, doc, shift, step);
  }
  return { ...shift, step: null };
}

/**
 * What the clock does to shifts: reminders, the end of the queue, who did not come, hours nobody objected to. A step is
 * done before it is ticked off, and doing it twice changes nothing.
 */
export async function takeSteps(deps: Deps, stopped = () => false): Promise<void> {
  const docs = await activitiesOf(deps.db)
    .find({ due: { $lte: new Date(deps.clock()) } }, { sort: { due: 1 }, limit: 50 })
    .toArray();
  for (const doc of docs) {
    if (stopped()) return;
    const shifts: ShiftDoc[] = [];
    for (const shift of doc.shifts) shifts.push(await walk(deps, doc, shift));
    const { due } = dueOf(shifts);
    // Whoever changed the activity meanwhile has set its steps himself.
    await activitiesOf(deps.db).updateOne(
      { _id: doc._id, version: doc.version, due: doc.due },
      due ? { $set: { shifts, due } } : { $set: { shifts }, $unset: { due: '' } },
    );
  }
}
