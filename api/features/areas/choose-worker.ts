import { POST_FUNCTION_NAMES, type PostFunction } from '@shared/areas/levels';

export interface Candidate {
  postId: string;
  userId: string | null;
  function: PostFunction;
  name: string;
  /** Off duty by roster or leave. */
  away: boolean;
  /** Open cases in hand. */
  load: number;
  /** On leave, whose place he takes. */
  standsInFor?: { function: PostFunction; name: string };
}

export interface Choice<C extends Candidate> {
  worker: C | null;
  /** One plain sentence for the resident: why this person, or why nobody. */
  reason: string;
}

/** Who takes a grid's cases, in this order (DOMAIN.md "Assignment"). */
const ORDER: PostFunction[] = ['grid_worker', 'parttime_worker', 'grid_leader'];

/**
 * Chooses the worker of a grid: full-time before part-time before the leader, among equals the one with the fewest
 * open cases, then the lower post id. Who is away or has no account is passed over.
 */
export function chooseWorker<C extends Candidate>(candidates: readonly C[]): Choice<C> {
  for (const fn of ORDER) {
    const held = candidates.filter(
      ({ function: own, standsInFor, userId }) => (standsInFor?.function ?? own) === fn && userId !== null,
    );
    const present = held.filter((candidate) => !candidate.away);
    const [first] = [...present].sort((a, b) => a.load - b.load || (a.postId < b.postId ? -1 : 1));
    if (!first) continue;
    const title = POST_FUNCTION_NAMES[fn];
    if (first.standsInFor)
      return {
        worker: first,
        reason: `${first.standsInFor.name}暂不在岗，由${POST_FUNCTION_NAMES[first.function]}${first.name}代班`,
      };
    if (present.length > 1) return { worker: first, reason: `${first.name}是本网格${title}，手上的事最少` };
    if (fn === 'grid_worker') return { worker: first, reason: `${first.name}是本网格的${title}` };
    return { worker: first, reason: `本网格暂无在岗的${higher(fn)}，由${title}${first.name}负责` };
  }
  return { worker: null, reason: '本网格暂无在岗人员，由社区网格中心负责' };
}

function higher(fn: PostFunction): string {
  return POST_FUNCTION_NAMES[ORDER[ORDER.indexOf(fn) - 1] ?? 'grid_worker'];
}
