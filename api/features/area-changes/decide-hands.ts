import { chooseWorker, type FoundWorker } from '../areas';
import type { CaseDoc } from '../cases';

export type Hands =
  { kind: 'keep'; postId?: string } | { kind: 'worker'; worker: FoundWorker } | { kind: 'desk' };

/**
 * Who goes on with an open case that lies in another grid now. Only what a grid's own people have changes hands, and
 * not while he who has it serves the new grid too: work that has begun stays with whom the resident knows.
 * @param candidates of the grid it lies in now
 */
export function decideHands(
  doc: Pick<CaseDoc, 'assignee' | 'level' | 'reporterId'>,
  candidates: readonly FoundWorker[],
): Hands {
  const { assignee } = doc;
  if (assignee.type !== 'person' || doc.level !== 'grid') return { kind: 'keep' };
  const same = candidates.find(({ userId, standsInFor }) => userId === assignee.userId && !standsInFor);
  if (same) return { kind: 'keep', postId: same.postId };
  const { worker } = chooseWorker(candidates.filter(({ userId }) => userId !== doc.reporterId));
  return worker ? { kind: 'worker', worker } : { kind: 'desk' };
}
