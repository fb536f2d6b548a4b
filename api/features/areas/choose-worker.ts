import { POST_FUNCTION_NAMES, type PostFunction } from '@shared/areas/levels';

export interface Candidate {
  postId: string;
  userId: string | null;
  function: PostFunction;
  name: string;
  /** On leave. */
  away: boolean;
  /** Has a weekly roster, and no turn of it today. */
  offToday?: boolean;
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

/**
 * Who takes a grid's cases, in this order (DOMAIN.md "Assignment"): of the full-time workers and then of the part-time
 * ones who is on duty today; else the leader, who answers for his grid on every day; else nobody, and the desk does.
 * On duty today is who has a turn today, or no roster. Who is on leave is passed over, his deputy takes his place.
 */
const ORDER: PostFunction[] = ['grid_worker', 'parttime_worker', 'grid_leader'];

/**
 * Chooses the worker of a grid in that order; among equals the one with the fewest open cases, then the lower post id.
 * Who has no account is passed over.
 */
export function chooseWorker<C extends Candidate>(candidates: readonly C[]): Choice<C> {
  for (const fn of ORDER) {
    const held = candidates.filter(
      ({ function: own, standsInFor, userId }) => (standsInFor?.function ?? own) === fn && userId !== null,
    );
    const present = held.filter(({ away, offToday }) => !away && (fn === 'grid_leader' || offToday !== true));
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
