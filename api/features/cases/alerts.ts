import type { Duration } from '@shared/categories/schemas';
import { isOpen } from '@shared/cases/statuses';
import { addWorkingHours, type WorkCalendar, workingMsBetween } from '@shared/time/working-hours';
import type { CaseDoc } from './case.model';

/** What the clock does next with a case: warn its assignee, mark it overdue, raise it, or end its hold. */
export interface Alert {
  step: 'warn' | 'overdue' | 'raise' | 'resume';
  at: Date;
}

type Timed = Pick<
  CaseDoc,
  | 'status'
  | 'level'
  | 'category'
  | 'createdAt'
  | 'clockFrom'
  | 'dueAt'
  | 'hold'
  | 'holding'
  | 'warnedFor'
  | 'overdueFor'
  | 'raisedFor'
>;

/** The share of the time after which the assignee is warned, and by how much more it is raised (DOMAIN.md "Clocks"). */
const WARN_AT = 0.8;
const RAISE_AT = 1.5;
const HOUR = 3600_000;

/** The instant at which `share` of the time from `from` to `due` is used up, on the clock the promise was made by. */
function shareOf(
  from: number,
  due: number,
  share: number,
  clock: Duration['clock'],
  calendar: WorkCalendar,
): Date {
  if (clock === 'natural') return new Date(from + (due - from) * share);
  const hours = workingMsBetween(from, due, calendar) / HOUR;
  return new Date(addWorkingHours(from, hours * share, calendar));
}

const isFor = (marker: Date | null | undefined, due: Date) => marker?.getTime() === due.getTime();
/** Raising ends at the district's desk. */
const canRaise = ({ level }: Timed) => level !== 'district' && level !== 'city';

/**
 * The next step of the clock, each once per deadline; null when none is due any more. Pure: the case says what has
 * been done for which deadline, so that a step is neither lost nor repeated by a restart.
 */
export function nextAlert(doc: Timed, calendar: WorkCalendar): Alert | null {
  if (doc.hold && doc.holding) return { step: 'resume', at: doc.holding.until };
  // A reply waits for its checker, not for the assignee.
  if (!isOpen(doc.status) || doc.status === 'replied') return null;
  const due = doc.dueAt;
  const from = Math.min((doc.clockFrom ?? doc.createdAt).getTime(), due.getTime());
  const { clock } = doc.status === 'submitted' ? doc.category.respond : doc.category.resolve;
  const share = (part: number) => shareOf(from, due.getTime(), part, clock, calendar);
  if (!isFor(doc.overdueFor, due)) {
    if (isFor(doc.warnedFor, due)) return { step: 'overdue', at: due };
    const warnAt = share(WARN_AT);
    return warnAt < due ? { step: 'warn', at: warnAt } : { step: 'overdue', at: due };
  }
  if (isFor(doc.raisedFor, due) || !canRaise(doc)) return null;
  const raiseAt = share(RAISE_AT);
  return { step: 'raise', at: raiseAt > due ? raiseAt : due };
}

/** Marks the steps that lie before `nowMs` as done, for cases that come from elsewhere: nobody is told of old delays. */
export function withoutPastAlerts<T extends Timed>(doc: T, nowMs: number, calendar: WorkCalendar): T {
  let settled = { ...doc, alert: nextAlert(doc, calendar) };
  while (settled.alert && settled.alert.step !== 'resume' && settled.alert.at.getTime() <= nowMs) {
    const due = settled.dueAt;
    const step = settled.alert.step;
    if (step === 'warn') settled = { ...settled, warnedFor: due };
    else if (step === 'overdue') settled = { ...settled, warnedFor: due, overdueFor: due };
    else settled = { ...settled, raisedFor: due };
    settled.alert = nextAlert(settled, calendar);
  }
  return settled;
}
