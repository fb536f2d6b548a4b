import type { Connection, mongo } from 'mongoose';

/** Somebody's place in the order in which people came. Who has gone keeps his number: no two ever have the same. */
export interface AttendeeDoc {
  _id: mongo.ObjectId;
  topicId: mongo.ObjectId;
  meetingId: string;
  userId: string;
  /** As the organiser reads it: function and family name. */
  name: string;
  arrival: number;
  /** While it stands: one of a person and meeting. */
  active?: true;
  /** Whether he was last told that he has a seat; null while only the answer to his sign-up has told him. */
  told: boolean | null;
  /** What he has to be told, with a number that makes each word one of its own. */
  tell?: { news: 'seat' | 'queue'; turn: number };
  turns: number;
  checkedInAt: Date | null;
  at: Date;
}

export const attendeesOf = (db: Connection) => db.collection<AttendeeDoc>('meetingAttendees');

export async function createMeetingIndexes(db: Connection): Promise<void> {
  const attendees = attendeesOf(db);
  await attendees.createIndex({ meetingId: 1, arrival: 1 }, { unique: true });
  await attendees.createIndex(
    { meetingId: 1, userId: 1, active: 1 },
    { unique: true, partialFilterExpression: { active: { $exists: true } } },
  );
  await attendees.createIndex({ meetingId: 1, active: 1, arrival: 1 });
  await attendees.createIndex({ meetingId: 1, checkedInAt: 1 });
  await attendees.createIndex({ meetingId: 1, userId: 1 });
  await attendees.createIndex({ 'tell.turn': 1 }, { sparse: true });
}
