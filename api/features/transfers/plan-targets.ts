import type { Deps } from '@api/deps';
import { chooseWorker, findCandidates, type FoundWorker } from '../areas';
import { type Assignee, type CaseDoc, countOpenCases, deskOf, effectSources } from '../cases';
import type { TransferDoc } from './transfer.model';

/** What of a case decides who gets it. */
export type Planned = Pick<CaseDoc, 'gridCode' | 'reporterId' | 'level' | 'areaNames' | 'areaPath'>;
export type PlanTarget = (doc: Planned) => Promise<Assignee>;

/**
 * Says who gets each case: whom the order names; else the grid's own rule without the leaver, counting what the plan
 * itself has given away; else the desk. Nobody gets what he has reported himself.
 */
export function planTargets(deps: Deps, order: Pick<TransferDoc, 'fromUserId' | 'to'>): PlanTarget {
  const grids = new Map<string, Promise<FoundWorker[]>>();
  const loads = new Map<string, number>();
  const desks = new Map<string, Promise<Assignee>>();

  const desk = (doc: Planned): Promise<Assignee> => {
    const key = `${doc.level} ${doc.areaPath.join()}`;
    const found = desks.get(key) ?? deskOf(effectSources(deps), doc, doc.level);
    desks.set(key, found);
    return found;
  };
  const candidatesOf = async (gridCode: string): Promise<FoundWorker[]> => {
    const candidates = (await findCandidates(deps, gridCode)).filter(
      ({ userId, away }) => !away && userId !== order.fromUserId,
    );
    const unknown = candidates.flatMap(({ userId }) => (userId && !loads.has(userId) ? [userId] : []));
    for (const [userId, load] of await countOpenCases(deps.db, unknown)) loads.set(userId, load);
    return candidates;
  };
  const auto = async (doc: Planned): Promise<Assignee> => {
    if (doc.gridCode === null) return desk(doc);
    const known = grids.get(doc.gridCode) ?? candidatesOf(doc.gridCode);
    grids.set(doc.gridCode, known);
    const { worker } = chooseWorker(
      (await known)
        .filter(({ userId }) => userId !== doc.reporterId)
        .map((each) => ({ ...each, load: loads.get(each.userId ?? '') ?? 0 })),
    );
    if (!worker?.userId) return desk(doc);
    loads.set(worker.userId, (loads.get(worker.userId) ?? 0) + 1);
    const { userId, postId, name, function: fn, avatarUrl } = worker;
    return { type: 'person', userId, postId, name, function: fn, avatarUrl };
  };
  return async (doc) => {
    if (order.to.kind === 'auto') return auto(doc);
    if (order.to.kind === 'desk') return desk(doc);
    const { assignee } = order.to;
    return assignee.type === 'person' && assignee.userId === doc.reporterId ? desk(doc) : assignee;
  };
}
