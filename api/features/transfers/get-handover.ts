import { POST_FUNCTION_NAMES } from '@shared/areas/levels';
import type { HandoverView } from '@shared/leave/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { CASE_WORKERS, findPostsWithin, nextLeaves, type PostDoc } from '../areas';
import { findLeaver, reachOf } from './order-transfer';

const MOST_PEOPLE = 100;
type Colleague = HandoverView['colleagues'][number];

/** Whose posts, which leave, who could take over; for a desk also whose work it may hand over. */
export async function getHandover(deps: Deps, actor: Actor, personId?: string): Promise<HandoverView> {
  const leaver = await findLeaver(deps, actor, personId);
  const routing = deps.routing.current();
  const areaName = (code: string) => routing.node(code)?.name ?? '';
  const desks = actor.roles.flatMap(({ role, areaCode }) =>
    (role === 'dispatcher' || role === 'admin') && areaCode ? [areaCode] : [],
  );
  const people = async (areas: string[]) =>
    (await Promise.all(areas.map((area) => findPostsWithin(deps, area, CASE_WORKERS, MOST_PEOPLE)))).flat();
  const [reachable, below] = await Promise.all([people(reachOf(actor, leaver)), people(desks)]);
  const leaves = await nextLeaves(
    deps,
    [...leaver.posts, ...reachable, ...below].map(({ _id }) => _id),
  );
  const present = (posts: PostDoc[]): Colleague[] => {
    const found = new Map<string, Colleague>();
    for (const post of posts)
      if (post.userId && post.userId !== leaver.userId && !found.has(post.userId))
        found.set(post.userId, {
          personId: post.userId,
          postId: post._id,
          name: post.name,
          functionName: POST_FUNCTION_NAMES[post.function],
          areaName: areaName(post.areaCode),
          away: leaves.get(post._id)?.state === 'now',
        });
    return [...found.values()].slice(0, MOST_PEOPLE);
  };
  const own = leaver.posts.map(({ areaCode }) => areaCode);
  const near = (post: PostDoc) => (own.includes(post.areaCode) ? 0 : 1);
  return {
    person: { id: leaver.userId, name: leaver.name, self: leaver.self },
    posts: leaver.posts.map((post) => ({
      postId: post._id,
      areaCode: post.areaCode,
      areaName: areaName(post.areaCode),
      functionName: POST_FUNCTION_NAMES[post.function],
      leave: leaves.get(post._id) ?? null,
    })),
    colleagues: present([...reachable].sort((a, b) => near(a) - near(b))),
    staff: present(below),
  };
}
