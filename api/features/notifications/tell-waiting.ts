import { nextDigest } from '@shared/notifications/settings';
import type { Deps } from '@api/deps';
import { putMessages, toldOf } from './put-messages';
import { readSettings } from './settings';
import { gatherMessages } from './waiting-messages';
import { type WaitingDoc, waitingOf } from './waiting.model';

/** So much is told at once to one person; the rest of a flood waits for the next digest or the next round. */
const AT_ONCE = 500;
/** Who could not be told must not stand in the others' way. */
const AFTER_FAILURE_MS = 300_000;

type Person = Pick<WaitingDoc, 'userId' | 'lane'>;

/**
 * Puts the messages of these items into his inbox. Whatever of them was told before is left out of the next attempt.
 * @returns items that have to wait for the next digest, because today's is out
 */
async function putAll(deps: Deps, { userId, lane }: Person, items: WaitingDoc[]): Promise<WaitingDoc[]> {
  let left = items;
  while (left.length > 0) {
    const refused = await putMessages(deps, await gatherMessages(deps, userId, lane, left));
    const events = new Set(refused.flatMap((message) => message.events ?? []));
    const told = await toldOf(deps, userId, [...events]);
    if (events.size > 0 && told.size === 0) return left;
    left = left.filter(({ eventId }) => events.has(eventId) && !told.has(eventId));
  }
  return [];
}

/** Tells one person what waits for him in one lane. */
async function tellPerson(deps: Deps, person: Person): Promise<void> {
  const { userId, lane } = person;
  const items = await waitingOf(deps.db)
    .find({ userId, lane, due: { $lte: new Date(deps.clock()) } }, { sort: { due: 1 }, limit: AT_ONCE })
    .toArray();
  const settings = await readSettings(deps, userId);
  const wanted = items.filter(({ topic }) => topic === 'work' || settings[topic]);
  const left = await putAll(deps, person, wanted);
  if (left.length > 0) {
    const due = new Date(nextDigest(settings.digest.hour, deps.clock()));
    await waitingOf(deps.db).updateMany({ _id: { $in: left.map(({ _id }) => _id) } }, { $set: { due } });
  }
  const done = items.filter((item) => !left.includes(item));
  await waitingOf(deps.db).deleteMany({ _id: { $in: done.map(({ _id }) => _id) } });
}

/**
 * Tells everybody what has waited for him: a digest once a day, and in one message what a pause of the service has put
 * off. An item is crossed out only when its event stands in a message, and no event can stand in two.
 * @param stopped asked between people, so that the process may end without waiting for a backlog
 * @returns how many people were told
 */
export async function tellWaiting(deps: Deps, stopped = () => false): Promise<number> {
  let people = 0;
  for (; !stopped(); people += 1) {
    const [next] = await waitingOf(deps.db)
      .find({ due: { $lte: new Date(deps.clock()) } }, { sort: { due: 1 }, limit: 1 })
      .toArray();
    if (!next) break;
    try {
      await tellPerson(deps, next);
    } catch (error) {
      const { userId, lane } = next;
      deps.log.error({ err: error, lane }, 'somebody not told yet; it will be tried again');
      await waitingOf(deps.db).updateMany(
        { userId, lane, due: { $lte: new Date(deps.clock()) } },
        { $set: { due: new Date(deps.clock() + AFTER_FAILURE_MS) } },
      );
    }
  }
  return people;
}
