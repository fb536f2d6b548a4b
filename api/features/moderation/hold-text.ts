import type { Deps } from '@api/deps';
import { type CareMark, findCase, type LoggedEvent, SYSTEM_ACTOR, withMarks, writeEvent } from '../cases';

const TRIES = 5;

/**
 * Keeps words from the public that were shown until now, with an event of its own: their author is told by it. Words
 * that somebody has judged, or that are held already, stay as they are.
 * @throws Error when the case changes all the time; the caller's job comes again
 */
export async function holdText(
  deps: Deps,
  event: LoggedEvent,
  item: string,
  said: string,
  found: string[],
): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const doc = await findCase(deps.db, event.caseId);
    const mark = doc?.care?.[item];
    if (!doc || (mark && mark.state !== 'reported')) return;
    const held: CareMark = {
      ...mark,
      kind: 'text',
      state: 'pending',
      waits: 'person',
      at: new Date(deps.clock()),
      found: [...new Set([...(mark?.found ?? []), ...found])],
      byResident: event.actor.kind === 'resident',
      said: [said],
    };
    const updated = await writeEvent(
      deps,
      doc,
      {
        type: 'held',
        actor: SYSTEM_ACTOR,
        to: doc.status,
        text: null,
        uploadIds: [],
        visibility: 'internal',
        data: { item, found: found.join('、') },
        requestKey: null,
      },
      { set: withMarks(doc, { [item]: held }) },
    );
    if (updated) return;
  }
  throw new Error('the case changes too often');
}
