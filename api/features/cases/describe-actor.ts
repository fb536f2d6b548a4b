import type { Actor } from '@api/http/actor';
import type { Party } from '@shared/cases/workflow';
import type { EventDoc } from './case.model';

/** Who an event names. The reporter is only ever 居民; staff stand with function and name. */
export function describeActor(actor: Actor, parties: ReadonlySet<Party>): EventDoc['actor'] {
  const asResident = parties.has('reporter') || actor.staff === null;
  return asResident
    ? { kind: 'resident', userId: actor.userId, name: actor.nickname, title: '居民' }
    : {
        kind: 'staff',
        userId: actor.userId,
        name: actor.staff?.name ?? '',
        title: actor.staff?.title ?? '工作人员',
      };
}

export const SYSTEM_ACTOR: EventDoc['actor'] = { kind: 'system', userId: null, name: '系统', title: '系统' };
