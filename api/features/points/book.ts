import { rulesAt, servicePoints, visitPoints } from '@shared/points/rules';
import type { Deps } from '@api/deps';
import { isDuplicateKey } from '@api/http/idempotency';
import { entriesOf, type EntryDoc } from './ledger.model';

interface Worth {
  points: number;
  minutes: number;
  services: number;
}

interface Booking {
  userId: string;
  ref: string;
  /** Of what is said about this ref; grows. */
  revision: number;
  title: string;
  reason: 'service' | 'visit';
  servedAt: Date;
  /** What all lines of this ref together are to come to. */
  worth: Worth;
}

const NOTHING: Worth = { points: 0, minutes: 0, services: 0 };
const add = (a: Worth, b: Worth): Worth => ({
  points: a.points + b.points,
  minutes: a.minutes + b.minutes,
  services: a.services + b.services,
});
const subtract = (a: Worth, b: Worth): Worth => ({
  points: a.points - b.points,
  minutes: a.minutes - b.minutes,
  services: a.services - b.services,
});

const TRIES = 50;

/**
 * Brings what is booked of a ref to what it is worth, by one more line. Booking a revision again changes nothing, an
 * older one comes too late. The last line of the person is read first: whatever is booked of him afterwards takes its
 * number, so that of two at once one looks anew.
 */
export async function book(deps: Pick<Deps, 'db' | 'clock'>, booking: Booking): Promise<void> {
  const entries = entriesOf(deps.db);
  const { userId, ref, revision } = booking;
  for (let i = 0; i < TRIES; i += 1) {
    const [last] = await entries.find({ userId }, { sort: { seq: -1 }, limit: 1 }).toArray();
    const booked = await entries.find({ ref }).toArray();
    if (booked.some((entry) => entry.revision >= revision)) return;
    const change = subtract(booking.worth, booked.map(worthOf).reduce(add, NOTHING));
    const isNothing = change.points === 0 && change.minutes === 0 && change.services === 0;
    // A correction stands in the ledger also when it changes nothing: it is what an older one finds there.
    if (isNothing && revision === 1) return;
    const entry: EntryDoc = {
      _id: `${ref}:${revision}`,
      userId,
      seq: (last?.seq ?? 0) + 1,
      reason: booked.length > 0 ? 'correction' : booking.reason,
      ref,
      revision,
      title: booking.title,
      ...change,
      rules: rulesAt(booking.servedAt.getTime()).version,
      servedAt: booking.servedAt,
      at: new Date(deps.clock()),
      total: add(last?.total ?? NOTHING, change),
    };
    try {
      await entries.insertOne(entry);
      return;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
  throw new Error(`the ledger of ${userId} is written to without a pause`);
}

const worthOf = ({ points, minutes, services }: EntryDoc): Worth => ({ points, minutes, services });

/** Hours of one sign-up as they now stand; 0 minutes take back what was booked before. */
export function bookService(
  deps: Pick<Deps, 'db' | 'clock'>,
  service: Omit<Booking, 'reason' | 'worth'> & { minutes: number },
): Promise<void> {
  const { minutes, ...booking } = service;
  return book(deps, {
    ...booking,
    reason: 'service',
    worth:
      minutes > 0
        ? { points: servicePoints(minutes, booking.servedAt.getTime()), minutes, services: 1 }
        : NOTHING,
  });
}

/** The first visit to a household in a month. @param visit.ref household and month */
export function bookVisit(
  deps: Pick<Deps, 'db' | 'clock'>,
  { userId, ref, at }: { userId: string; ref: string; at: Date },
): Promise<void> {
  return book(deps, {
    userId,
    ref,
    revision: 1,
    title: '走访联系户',
    reason: 'visit',
    servedAt: at,
    worth: { points: visitPoints(at.getTime()), minutes: 0, services: 0 },
  });
}
