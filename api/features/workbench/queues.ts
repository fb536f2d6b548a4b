import type { WorkbenchQueue } from '@shared/cases/contract';
import type { Actor } from '@api/http/actor';
import { CHECKERS, staffAreas } from '../cases';

export type Filter = Record<string, unknown>;

/** Statuses that wait for the assignee; a reply waits for its checker instead. */
const IN_HAND = ['submitted', 'accepted', 'dispatched', 'handling'];

/** Due so soon that somebody should look now. */
const SOON_MS = 4 * 3600_000;

/**
 * A queue as separate index ranges, each in order by itself; their merge is the queue. What is his own comes from the
 * assignment, what is his area's from his scope: the filter is the permission.
 */
export function queueFilters(actor: Actor, queue: WorkbenchQueue, nowMs: number): Filter[] {
  const areas = staffAreas(actor);
  switch (queue) {
    case 'todo':
      return [
        { 'assignee.userId': actor.userId, open: true, status: { $in: IN_HAND } },
        { 'coHandlers.userId': actor.userId, open: true, status: { $in: IN_HAND } },
        ...actor.roles.flatMap((grant): Filter[] => {
          if (grant.role === 'dispatcher' && grant.areaCode)
            return [
              {
                'assignee.areaCode': grant.areaCode,
                open: true,
                'assignee.type': 'center',
                status: { $in: IN_HAND },
              },
            ];
          if (grant.role === 'handler' && grant.department && grant.areaCode)
            return [
              {
                'assignee.department': grant.department,
                open: true,
                areaPath: grant.areaCode,
                status: { $in: IN_HAND },
              },
              {
                'coHandlers.department': grant.department,
                open: true,
                areaPath: grant.areaCode,
                status: { $in: IN_HAND },
              },
            ];
          return [];
        }),
      ];
    case 'dueSoon':
      return areas.map((area) => ({
        areaPath: area,
        open: true,
        dueAt: { $gte: new Date(nowMs), $lt: new Date(nowMs + SOON_MS) },
        status: { $in: IN_HAND },
      }));
    case 'unclaimed':
      return areas.flatMap((area) => [
        { areaPath: area, status: 'submitted' },
        { areaPath: area, status: 'dispatched' },
      ]);
    case 'returned':
      return areas.flatMap((area) => [
        { areaPath: area, status: 'accepted', returned: true },
        { areaPath: area, status: 'handling', reworks: { $gt: 0 } },
      ]);
    case 'team':
      return areas.map((area) => ({ areaPath: area, open: true }));
    case 'overdue':
      return areas.map((area) => ({
        areaPath: area,
        open: true,
        dueAt: { $lt: new Date(nowMs) },
        status: { $in: IN_HAND },
      }));
    case 'verify':
      return staffAreas(actor, CHECKERS).map((area) => ({
        areaPath: area,
        status: 'replied',
        handledBy: { $ne: actor.userId },
        reporterId: { $ne: actor.userId },
      }));
    case 'appeals':
      return staffAreas(actor, ['supervisor']).map((area) => ({
        areaPath: area,
        appealPending: true,
        handledBy: { $ne: actor.userId },
        reporterId: { $ne: actor.userId },
      }));
    case 'supervised':
      return areas.map((area) => ({ areaPath: area, supervised: true, open: true }));
    case 'done':
      return areas.map((area) => ({ areaPath: area, status: 'closed' }));
  }
}
