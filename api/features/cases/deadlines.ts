import type { Duration } from '@shared/categories/schemas';
import { addWorkingHours, type WorkCalendar } from '@shared/time/working-hours';

/** The instant a promise falls due. @param startMs UTC @returns UTC */
export function dueAfter(startMs: number, { hours, clock }: Duration, calendar: WorkCalendar): Date {
  return new Date(
    clock === 'natural' ? startMs + hours * 3600_000 : addWorkingHours(startMs, hours, calendar),
  );
}

/** Both promises of a category, from submission (DOMAIN.md "Clocks"). */
export function deadlinesOf(
  submittedMs: number,
  category: { respond: Duration; resolve: Duration },
  calendar: WorkCalendar,
): { respondBy: Date; resolveBy: Date } {
  const respondBy = dueAfter(submittedMs, category.respond, calendar);
  const resolveBy = dueAfter(submittedMs, category.resolve, calendar);
  // A catalogue may set an answer due before its acceptance; the later one then holds for both.
  return { respondBy, resolveBy: resolveBy < respondBy ? respondBy : resolveBy };
}
