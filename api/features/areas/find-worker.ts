import { POST_FUNCTION_NAMES } from '@shared/areas/levels';
import { shiftsToday } from '@shared/duty/roster';
import type { Deps } from '@api/deps';
import { perConnection, sharedByKey } from '@api/store/together';
import { isHeld, type PostDoc, postsOf } from './area.model';
import { CASE_WORKERS } from './find-post';
import { chooseWorker, type Choice, type Candidate } from './choose-worker';
import { leavesNow } from './leave.model';

export type FoundWorker = Candidate & { avatarUrl: string | null };

/** Open cases of each person in hand; handed in by the cases feature, which owns that knowledge. */
export type CountOpenCases = (userIds: string[]) => Promise<Map<string, number>>;

type Source = Pick<Deps, 'db' | 'clock'>;

const candidatesOf = perConnection(() =>
  sharedByKey(
    ({ gridCode }: { deps: Source; gridCode: string }) => gridCode,
    ({ deps, gridCode }) => readCandidates(deps, gridCode),
  ),
);

/** Everybody who may take a grid's cases, who is on leave marked as away and his deputy beside him; loads are 0. */
export const findCandidates = (deps: Source, gridCode: string): Promise<FoundWorker[]> =>
  candidatesOf(deps.db)({ deps, gridCode });

async function readCandidates(deps: Source, gridCode: string): Promise<FoundWorker[]> {
  const [posts, leaves] = await Promise.all([
    postsOf(deps.db).collection.find<PostDoc>({ areaCode: gridCode, active: true }).toArray(),
    leavesNow(deps, { areaCode: gridCode }),
  ]);
  const leaveOf = new Map(leaves.map((leave) => [leave.postId, leave]));
  const now = deps.clock();
  const workers = posts.filter(
    (post) => CASE_WORKERS.includes(post.function) && post.userId !== null && isHeld(post, now),
  );
  const deputyIds = workers.flatMap(({ _id }) => leaveOf.get(_id)?.deputyPostId ?? []);
  const deputies = deputyIds.length > 0 ? await presentDeputies(deps, deputyIds) : new Map<string, PostDoc>();
  return workers.flatMap((post) => {
    const leave = leaveOf.get(post._id);
    const deputy = leave?.deputyPostId ? deputies.get(leave.deputyPostId) : undefined;
    return [
      candidate(post, post, leave !== undefined, now),
      ...(deputy ? [{ ...candidate(deputy, post, false, now), standsInFor: post }] : []),
    ];
  });
}

/** Deputies who are there themselves. */
async function presentDeputies(deps: Source, postIds: string[]): Promise<Map<string, PostDoc>> {
  const [posts, leaves] = await Promise.all([
    postsOf(deps.db)
      .collection.find<PostDoc>({ _id: { $in: postIds }, active: true } as object)
      .toArray(),
    leavesNow(deps, { postId: { $in: postIds } }),
  ]);
  const away = new Set(leaves.map(({ postId }) => postId));
  return new Map(
    posts
      .filter((post) => post.userId !== null && !away.has(post._id) && isHeld(post, deps.clock()))
      .map((post) => [post._id, post]),
  );
}

/** @param turn whose turn of duty it is: a deputy takes that of whom he stands in for */
const candidate = (post: PostDoc, turn: PostDoc, away: boolean, nowMs: number): FoundWorker => ({
  postId: post._id,
  userId: post.userId,
  function: post.function,
  name: post.name,
  avatarUrl: post.avatarUrl,
  away,
  offToday:
    turn.duty !== undefined &&
    turn.duty.shifts.length > 0 &&
    shiftsToday(turn.duty.shifts, nowMs).length === 0,
  load: 0,
});

/**
 * The worker who takes a grid's cases now, and why. Loads are only counted where they decide.
 * @param reporterId passed over: nobody handles his own report
 */
export async function findWorker(
  deps: Source,
  gridCode: string,
  countOpenCases: CountOpenCases,
  reporterId?: string,
): Promise<Choice<FoundWorker>> {
  const workers = (await findCandidates(deps, gridCode)).filter(({ userId }) => userId !== reporterId);
  const rankOf = (worker: FoundWorker) => worker.standsInFor?.function ?? worker.function;
  const rivals = workers.some((a) => workers.some((b) => a !== b && rankOf(a) === rankOf(b)));
  const loads = rivals
    ? await countOpenCases(workers.flatMap(({ userId }) => (userId ? [userId] : [])))
    : new Map<string, number>();
  return chooseWorker(workers.map((worker) => ({ ...worker, load: loads.get(worker.userId ?? '') ?? 0 })));
}

export function workerRef(worker: FoundWorker) {
  return {
    postId: worker.postId,
    name: worker.name,
    function: worker.function,
    functionName: POST_FUNCTION_NAMES[worker.function],
    avatarUrl: worker.avatarUrl,
  };
}
