import type { Deps } from '@api/deps';
import { joinLine } from '@api/store/arrivals';
import { perConnection, together } from '@api/store/together';
import { type SignUpDoc, signUpsOf } from './activity.model';
import { settleShift } from './settle-shift';

/** A sign-up that has no place in the order yet. */
export type Arriving = Omit<SignUpDoc, 'arrival'>;
const MOST_AT_ONCE = 500;

interface Arrival {
  doc: Arriving;
  clock: Deps['clock'];
}

const gatherers = perConnection((db) =>
  together(async (arrivals: readonly Arrival[]) => {
    const shifts = new Map<string, Arrival[]>();
    for (const each of arrivals)
      shifts.set(each.doc.shiftId, [...(shifts.get(each.doc.shiftId) ?? []), each]);
    await Promise.all(
      [...shifts].map(async ([shiftId, [first, ...more]]) => {
        if (!first) return;
        const people = [first, ...more].map(({ doc }) => doc);
        await joinLine(signUpsOf(db), { shiftId }, people);
        await settleShift({ db, clock: first.clock }, first.doc.activityId, shiftId);
      }),
    );
    return arrivals.map(() => null);
  }, MOST_AT_ONCE),
);

/**
 * Arrives at a shift, and has a seat or a place in its queue when this is done. Who comes at the same time shares one
 * write, in the order in which they came: five hundred at once are two rounds to the store.
 */
export async function arrive({ db, clock }: Pick<Deps, 'db' | 'clock'>, doc: Arriving): Promise<void> {
  await gatherers(db)({ doc, clock });
}
