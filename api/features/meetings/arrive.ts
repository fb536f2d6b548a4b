import type { Connection } from 'mongoose';
import { joinLine } from '@api/store/arrivals';
import { perConnection, together } from '@api/store/together';
import { type AttendeeDoc, attendeesOf } from './meeting.model';

/** Somebody who has no place in the order yet. */
export type Arriving = Omit<AttendeeDoc, 'arrival'>;
const MOST_AT_ONCE = 500;

const gatherers = perConnection((db) =>
  together(async (arrivals: readonly Arriving[]) => {
    const meetings = new Map<string, Arriving[]>();
    for (const each of arrivals)
      meetings.set(each.meetingId, [...(meetings.get(each.meetingId) ?? []), each]);
    await Promise.all(
      [...meetings].map(([meetingId, people]) => joinLine(attendeesOf(db), { meetingId }, people)),
    );
    return arrivals.map(() => null);
  }, MOST_AT_ONCE),
);

/** Arrives at a meeting. Who comes at the same time shares one write, in the order in which they came. */
export async function arrive(db: Connection, doc: Arriving): Promise<void> {
  await gatherers(db)(doc);
}
