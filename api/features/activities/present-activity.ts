import { cancelCounts, mayCheckIn, signUpProblem } from '@shared/activities/rules';
import type { ActivityItem, ActivityView, Attendee, ShiftView, SignUpView } from '@shared/activities/schemas';
import { type CoordType, presentPlace } from '@shared/geo';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { type ActivityDoc, type ShiftDoc, type SignUpDoc, signUpsOf } from './activity.model';
import { type Asker, askerOf, organisesIn, stateOf, termOf } from './policy';

/** Longer queues are not counted to their end. */
const QUEUE_COUNTED = 100;

export function presentShown({ routing, clock }: Pick<Deps, 'routing' | 'clock'>, doc: ActivityDoc) {
  const { code, level, name } = routing.current().node(doc.areaCode) ?? {
    code: doc.areaCode,
    level: 'community' as const,
    name: '',
  };
  return {
    id: doc._id.toHexString(),
    area: { code, level, name },
    title: doc.title,
    addressText: doc.addressText,
    startsAt: doc.startsAt.toISOString(),
    endsAt: doc.endsAt.toISOString(),
    state: stateOf(doc, clock()),
    seriesId: doc.seriesId?.toHexString() ?? null,
  };
}

const iso = (date: Date | null | undefined) => date?.toISOString() ?? null;

export const presentAttendance = ({ attendance }: SignUpDoc): SignUpView['attendance'] => ({
  state: attendance.state,
  inAt: iso(attendance.inAt),
  inBy: attendance.inBy,
  outAt: iso(attendance.outAt),
  minutes: attendance.minutes,
  correction: attendance.correction && {
    reason: attendance.correction.reason,
    at: attendance.correction.at.toISOString(),
  },
});

/** One's own sign-up, with how many wait in front of it. */
export async function presentSignUp({ db }: Pick<Deps, 'db'>, doc: SignUpDoc): Promise<SignUpView> {
  const waits = doc.standing === 'queue';
  return {
    id: doc._id.toHexString(),
    state: doc.state,
    arrival: doc.arrival,
    ahead: waits
      ? await signUpsOf(db).countDocuments(
          { shiftId: doc.shiftId, standing: 'queue', arrival: { $lt: doc.arrival } },
          { limit: QUEUE_COUNTED },
        )
      : null,
    offerUntil: iso(doc.offerUntil),
    attendance: presentAttendance(doc),
    at: doc.at.toISOString(),
  };
}

export const presentAttendee = (doc: SignUpDoc): Attendee => ({
  id: doc._id.toHexString(),
  shiftId: doc.shiftId,
  name: doc.name,
  state: doc.state,
  arrival: doc.arrival,
  attendance: presentAttendance(doc),
  version: doc.version,
});

/** What somebody sees of a sign-up of his: the one that stands, else the last. */
const latest = (docs: readonly SignUpDoc[], shiftId: string) =>
  docs
    .filter((doc) => doc.shiftId === shiftId)
    .sort((a, b) => Number(b.active ?? false) - Number(a.active ?? false) || b.arrival - a.arrival)[0] ??
  null;

interface Seen {
  activity: ActivityDoc;
  asker: Asker | null;
  signedIn: boolean;
  mine: SignUpDoc | null;
}

async function presentShift(deps: Deps, shift: ShiftDoc, seen: Seen): Promise<ShiftView> {
  const { activity, asker, signedIn, mine } = seen;
  const nowMs = deps.clock();
  const signUps = signUpsOf(deps.db);
  const [held, waiting, own] = await Promise.all([
    signUps.countDocuments({ shiftId: shift.id, standing: 'seat' }),
    signUps.countDocuments({ shiftId: shift.id, standing: 'queue' }, { limit: QUEUE_COUNTED }),
    mine && presentSignUp(deps, mine),
  ]);
  const term = termOf(shift);
  const problem = activity.cancelled
    ? '活动已经取消'
    : signedIn
      ? signUpProblem(asker, { ...activity, start: term.start, skills: shift.skills }, nowMs)
      : nowMs >= term.start
        ? '这个班次已经开始了'
        : '请先登录';
  return {
    id: shift.id,
    start: shift.start.toISOString(),
    end: shift.end.toISOString(),
    capacity: shift.capacity,
    skills: shift.skills,
    held,
    waiting,
    mine: own,
    problem: mine?.active ? '您已经报名' : problem,
    cancelCounts:
      mine?.state === 'confirmed' &&
      !activity.cancelled &&
      cancelCounts(
        {
          start: term.start,
          signedUpAt: mine.at.getTime(),
          changedAt: activity.movedAt?.getTime() ?? null,
        },
        nowMs,
      ),
    checkIn: mine?.state === 'confirmed' && mine.attendance.state === 'none' && mayCheckIn(term, nowMs),
  };
}

export async function presentActivity(
  deps: Deps,
  actor: Actor | null,
  doc: ActivityDoc,
  { coordType = 'gcj02', known }: { coordType?: CoordType; known?: Asker } = {},
): Promise<ActivityView> {
  const [asker, mine] = actor
    ? await Promise.all([
        known ?? askerOf(deps, actor),
        signUpsOf(deps.db).find({ userId: actor.userId, activityId: doc._id }, { limit: 100 }).toArray(),
      ])
    : [null, []];
  const seen = { activity: doc, asker, signedIn: actor !== null };
  return {
    ...presentShown(deps, doc),
    text: doc.text,
    bring: doc.bring,
    place: doc.place && presentPlace(doc.place, coordType),
    eligibility: doc.eligibility,
    organiser: { name: doc.organiser.name, title: doc.organiser.title },
    change: doc.change && { at: doc.change.at.toISOString(), notice: doc.change.notice },
    cancelled: doc.cancelled && { at: doc.cancelled.at.toISOString(), reason: doc.cancelled.reason },
    shifts: await Promise.all(
      doc.shifts.map((shift) => presentShift(deps, shift, { ...seen, mine: latest(mine, shift.id) })),
    ),
    manage: organisesIn(actor, doc.areaPath),
    version: doc.version,
  };
}

export const presentItem = (deps: Deps, doc: ActivityDoc, held: number): ActivityItem => ({
  ...presentShown(deps, doc),
  capacity: doc.shifts.reduce((sum, { capacity }) => sum + capacity, 0),
  held,
  shifts: doc.shifts.length,
});
