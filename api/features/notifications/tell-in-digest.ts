import { nextDigest } from '@shared/notifications/settings';
import type { Deps } from '@api/deps';
import { settingsOfAll } from './settings';
import { putWaiting } from './waiting.model';

/** What happened in a topic during a day. `key` names it once and for all. */
export interface DigestWord {
  key: string;
  topicId: string;
  title: string;
  text: string;
}

/**
 * A line for the next daily digest of these people, at the hour each has chosen, with his followed cases. Who wants no
 * news of what he follows gets none; repeating it changes nothing.
 */
export async function tellInDigest(deps: Deps, userIds: readonly string[], word: DigestWord): Promise<void> {
  const { key, ...words } = word;
  const settings = await settingsOfAll(deps, userIds);
  const nowMs = deps.clock();
  await putWaiting(
    deps,
    [...new Set(userIds)]
      .filter((userId) => settings(userId).followed)
      .map((userId) => ({
        _id: `${key}:${userId}`,
        userId,
        lane: 'digest',
        eventId: key,
        caseId: null,
        words,
        topic: 'followed',
        due: new Date(nextDigest(settings(userId).digest.hour, nowMs)),
      })),
  );
}
