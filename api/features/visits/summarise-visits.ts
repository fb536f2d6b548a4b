import { shanghaiDate } from '@shared/time/shanghai';
import { LIAISON_VISITS_A_MONTH, type Period, periodOf, summarise } from '@shared/visits/rules';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { findPostsOf, findPostsWithin } from '../areas';
import { scopeOf } from './scope';
import { type VisitDoc, visitsOf } from './visit.model';

/** A summary adds up at most so many logs. */
const SUMMED_AT_MOST = 5000;
/** Of an area at most so many liaisons are held against the norm; a street has fewer. */
const LIAISONS_AT_MOST = 300;
const WORKERS_SHOWN = 50;

type Row = Omit<VisitDoc, 'sealed'>;

/** Computed from the logs; liaisons' grids against the norm of the month. @throws AppError NOT_FOUND */
export async function summariseVisits(
  deps: Deps,
  actor: Actor,
  { period, date, area }: { period: Period; date?: string; area?: string },
) {
  const scope = scopeOf(deps, actor, area);
  const { from, to } = periodOf(period, date ?? shanghaiDate(deps.clock()));
  const found: Row[] = await visitsOf(deps.db)
    .find(
      { ...scope, at: { $gte: new Date(from), $lt: new Date(to) } },
      { sort: { at: -1, _id: -1 }, limit: SUMMED_AT_MOST + 1, projection: { sealed: 0 } },
    )
    .toArray();
  const docs = found.slice(0, SUMMED_AT_MOST);
  const sums = summarise(
    docs.map((doc) => ({
      at: doc.at.getTime(),
      purpose: doc.purpose,
      people: doc.peopleCount,
      findings: doc.findings.length,
      cases: doc.findings.filter((finding) => finding.case !== null).length,
    })),
  );
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    ...sums,
    byWorker: area === undefined ? [] : byWorker(docs),
    norm: period === 'month' ? await normOf(deps, actor, area, docs) : [],
    truncated: found.length > SUMMED_AT_MOST,
  };
}

function byWorker(docs: readonly Row[]): { name: string; count: number }[] {
  const counts = new Map<string, { name: string; count: number }>();
  for (const { userId, worker } of docs)
    counts.set(userId, { name: worker, count: (counts.get(userId)?.count ?? 0) + 1 });
  return [...counts.values()].sort((a, b) => b.count - a.count).slice(0, WORKERS_SHOWN);
}

/** Each liaison's own visits to the grid he is liaison of. */
async function normOf(deps: Deps, actor: Actor, area: string | undefined, docs: readonly Row[]) {
  const posts =
    area === undefined
      ? (await findPostsOf(deps, actor.userId)).filter((post) => post.function === 'liaison')
      : await findPostsWithin(deps, area, ['liaison'], LIAISONS_AT_MOST);
  return posts.flatMap(({ areaCode, userId, name }) => {
    const node = deps.routing.current().node(areaCode);
    const visits = docs.filter((doc) => doc.userId === userId && doc.areaPath.includes(areaCode)).length;
    return node
      ? [
          {
            area: { code: node.code, level: node.level, name: node.name },
            liaison: name,
            visits,
            required: LIAISON_VISITS_A_MONTH,
            met: visits >= LIAISON_VISITS_A_MONTH,
          },
        ]
      : [];
  });
}
