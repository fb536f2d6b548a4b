import mongoose from 'mongoose';
import type { TopicView } from '@shared/deliberations/schemas';
import type { Deps } from '@api/deps';
import { CASE_ROW, type CaseRow, casesOf, presentSummary } from '../cases';
import type { TopicDoc } from './topic.model';

/** Over, one way or another: nothing more will come of it. */
const ENDED: readonly string[] = ['verified', 'closed', 'declined', 'withdrawn', 'merged'];

/** The tasks of a topic as anybody may follow them, each by its case. */
export async function readTasks(
  deps: Pick<Deps, 'db' | 'clock' | 'keys'>,
  { tasks }: Pick<TopicDoc, 'tasks'>,
): Promise<TopicView['tasks']> {
  if (tasks.length === 0) return [];
  const ids = tasks.map(({ caseId }) => new mongoose.Types.ObjectId(caseId));
  const docs = (await casesOf(deps.db)
    .collection.find({ _id: { $in: ids } }, { projection: CASE_ROW })
    .toArray()) as unknown as CaseRow[];
  const byId = new Map(docs.map((doc) => [doc._id.toHexString(), doc]));
  return tasks.flatMap(({ caseId, text }) => {
    const doc = byId.get(caseId);
    if (!doc) return [];
    const seen = presentSummary(doc, { deps, actor: null, viewer: 'public', coordType: 'gcj02' });
    return {
      caseId,
      number: seen.number,
      text,
      statusName: seen.statusName,
      plainStatus: seen.plainStatus,
      done: ENDED.includes(doc.status),
      resolveBy: seen.deadlines.resolveBy,
    };
  });
}
