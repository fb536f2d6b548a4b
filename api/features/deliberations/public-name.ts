import { familyNameOnly } from '@shared/text/redact';
import type { Actor } from '@api/http/actor';
import type { TopicEvent } from './topic.model';

/** How somebody stands in public: function and family name, never more. */
export const publicName = (name: string, title: string | null): string =>
  `${title ?? '居民'}${familyNameOnly(name)}`;

/** Who did something as staff. */
export const staffOf = (actor: Actor): NonNullable<TopicEvent['by']> => ({
  userId: actor.userId,
  name: actor.staff?.name ?? actor.nickname,
  title: actor.staff?.title ?? '居民',
});
