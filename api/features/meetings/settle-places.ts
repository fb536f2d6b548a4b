import type { mongo } from 'mongoose';
import { placeNews } from '@shared/meetings/rules';
import type { Deps } from '@api/deps';
import type { MeetingDoc } from '../deliberations';
import { type AttendeeDoc, attendeesOf } from './meeting.model';

/** Who has a seat follows from the order alone; what is written here is only what each is to be told of it. */
export async function settlePlaces(
  { db }: Pick<Deps, 'db'>,
  { id: meetingId, seats }: Pick<MeetingDoc, 'id' | 'seats'>,
): Promise<void> {
  const attendees = attendeesOf(db);
  const queue = await attendees
    .find({ meetingId, active: true }, { sort: { arrival: 1 }, projection: { told: 1, turns: 1 } })
    .toArray();
  const news = placeNews(
    queue.map(({ told }) => told),
    seats,
  );
  const changes = queue.flatMap(
    ({ _id, told, turns }, before): mongo.AnyBulkWriteOperation<AttendeeDoc>[] => {
      const said = news[before] ?? null;
      const seat = before < seats;
      if (told === seat) return [];
      const tell = said && { tell: { news: said, turn: turns + 1 }, turns: turns + 1 };
      // As it was read: of two at once one tells.
      return [
        {
          updateOne: {
            filter: { _id, active: true, told, turns },
            update: { $set: { told: seat, ...tell } },
          },
        },
      ];
    },
  );
  if (changes.length > 0) await attendees.bulkWrite(changes, { ordered: false });
}
