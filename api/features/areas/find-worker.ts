import { POST_FUNCTION_NAMES } from '@shared/areas/levels';
import type { Deps } from '@api/deps';
import { type PostDoc, postsOf } from './area.model';
import { CASE_WORKERS } from './find-post';
import { chooseWorker, type Choice, type Candidate } from './choose-worker';

export type FoundWorker = Candidate & { avatarUrl: string | null };

/** Open cases of each person in hand; handed in by the cases feature, which owns that knowledge. */
export type CountOpenCases = (userIds: string[]) => Promise<Map<string, number>>;

/**
 * The worker who takes a grid's cases now, and why. Loads are only counted where they decide.
 * @param reporterId passed over: nobody handles his own report
 */
export async function findWorker(
  deps: Pick<Deps, 'db'>,
  gridCode: string,
  countOpenCases: CountOpenCases,
  reporterId?: string,
): Promise<Choice<FoundWorker>> {
  const posts = await postsOf(deps.db)
    .collection.find<PostDoc>({ areaCode: gridCode, active: true })
    .toArray();
  const workers = posts.filter(
    ({ function: fn, userId }) => CASE_WORKERS.includes(fn) && userId !== null && userId !== reporterId,
  );
  const rivals = workers.some((a) => workers.some((b) => a !== b && a.function === b.function));
  const loads = rivals
    ? await countOpenCases(workers.flatMap((post) => (post.userId ? [post.userId] : [])))
    : new Map<string, number>();
  return chooseWorker(
    workers.map((post) => ({
      postId: post._id,
      userId: post.userId,
      function: post.function,
      name: post.name,
      avatarUrl: post.avatarUrl,
      away: false,
      load: loads.get(post.userId ?? '') ?? 0,
    })),
  );
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
