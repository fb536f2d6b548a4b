/** What is to stand in the phone's calendar. */
export interface CalendarEntry {
  /** Address of the iCalendar file. */
  file: string;
  title: string;
  note: string;
  where: string;
  /** UTC milliseconds. */
  startMs: number;
  endMs: number;
}

/** Puts an entry into the calendar; a refusal of the person is no failure. */
export type AddToCalendar = (entry: CalendarEntry) => Promise<void>;
