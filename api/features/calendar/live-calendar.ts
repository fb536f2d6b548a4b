import type { WorkCalendar } from '@shared/time/working-hours';
import { createWorkCalendar, type DayOverride } from './work-calendar';

export interface LiveCalendar extends WorkCalendar {
  /** Takes over the overrides as stored now; when they cannot be read, the old ones stay. */
  reload(): Promise<void>;
}

/** The calendar of this city: what is known of the country, and what its admins have entered. */
export async function createLiveCalendar(
  readOverrides: () => Promise<readonly DayOverride[]>,
): Promise<LiveCalendar> {
  const read = async () => createWorkCalendar(await readOverrides());
  let current = await read();
  return {
    isWorkingDay: (date) => current.isWorkingDay(date),
    async reload() {
      current = await read();
    },
  };
}
