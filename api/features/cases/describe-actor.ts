import type { Actor } from '@api/http/actor';
import { FOLLOWER_TITLE } from '@shared/cases/ratings';
import type { EventAction, Party } from '@shared/cases/workflow';
import type { EventDoc } from './case.model';

/**
 * Who an event names. The reporter is only ever 居民; staff stand with function and name. Whoever rates as a follower
 * is a resident in that, staff or not.
 */
export function describeActor(
  actor: Actor,
  parties: ReadonlySet<Party>,
  action: EventAction | 'submit' = 'submit',
): EventDoc['actor'] {
  const { userId } = actor;
  if (parties.has('reporter')) return { kind: 'resident', userId, name: actor.nickname, title: '居民' };
  if (action === 'rate' || (parties.has('follower') && actor.staff === null))
    return { kind: 'resident', userId, name: '', title: FOLLOWER_TITLE };
  return actor.staff === null
    ? { kind: 'resident', userId, name: actor.nickname, title: '居民' }
    : { kind: 'staff', userId, name: actor.staff.name, title: actor.staff.title };
}

export const SYSTEM_ACTOR: EventDoc['actor'] = { kind: 'system', userId: null, name: '系统', title: '系统' };
