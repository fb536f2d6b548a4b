import type { Deps } from '@api/deps';
import { putMessages } from './put-messages';

/** What happened beside cases. `key` names it once and for all, without whom it is told. */
export interface Word {
  key: string;
  kind: 'topic' | 'residence' | 'notice' | 'activity' | 'volunteer' | 'callup';
  /** The topic it is about. */
  topicId?: string;
  /** The case to look at. */
  caseId?: string;
  /** The activity or call-up it is about. */
  linkId?: string;
  title: string;
  text: string;
}

/**
 * A word to these people about something that is no case: once per person and key, however often and by however many
 * processes it is said, since a message's id is made of both.
 */
export async function tellPeople(deps: Deps, userIds: readonly string[], word: Word): Promise<void> {
  const at = new Date(deps.clock());
  await putMessages(
    deps,
    [...new Set(userIds)].map((userId) => ({
      _id: `${word.key}:${userId}`,
      userId,
      kind: word.kind,
      topic: 'mine' as const,
      title: word.title,
      text: word.text,
      caseId: word.caseId ?? null,
      caseNumber: null,
      ...(word.topicId !== undefined && { topicId: word.topicId }),
      ...(word.linkId !== undefined && { linkId: word.linkId }),
      // The person is part of it: keys of different people never meet in the index of what was told.
      events: [`${word.key}:${userId}`],
      at,
      read: false,
    })),
  );
}
