import { POST_FUNCTION_NAMES } from '@shared/areas/levels';
import type { DispatchTargets } from '@shared/cases/dispatch';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { findPostsWithin, type PostDoc } from '../areas';
import { liveCatalogue } from '../categories';
import type { CaseDoc } from './case.model';
import { countOpenCases } from './count-open-cases';
import { findCase } from './find-case';
import { partiesOf, viewerOf } from './policy';
import { reachOf, type Reach } from './resolve-target';

const MOST_PEOPLE = 100;

/**
 * Whom the caller may give a case to: people near the case first, the category's own department first.
 * @throws AppError NOT_FOUND for who may not know the case as staff, ACTION_NOT_ALLOWED for who never dispatches it
 */
export async function listDispatchTargets(deps: Deps, actor: Actor, ref: string): Promise<DispatchTargets> {
  const doc = await findCase(deps.db, ref);
  const viewer = doc && viewerOf(actor, doc);
  if (!doc || viewer === null || viewer === 'public' || viewer === 'otherStaff')
    throw new AppError('NOT_FOUND', '没有找到这件事');
  const parties = partiesOf(actor, doc);
  if (!parties.has('dispatcher') && !parties.has('grid_worker')) throw new AppError('ACTION_NOT_ALLOWED');
  const reach = reachOf(actor, doc, parties);
  const people = await nearestFirst(deps, doc, reach);
  const loads = await countOpenCases(
    deps.db,
    people.map(({ personId }) => personId),
  );
  const routing = deps.routing.current();
  return {
    people: people.map(({ personId, post }) => ({
      personId,
      name: post.name,
      functionName: POST_FUNCTION_NAMES[post.function],
      areaName: routing.node(post.areaCode)?.name ?? '',
      openCases: loads.get(personId) ?? 0,
    })),
    departments: reach.departments ? await departmentsFor(deps, doc) : [],
  };
}

/** Of the case's grid, then of its community and so on outwards, as far as the caller reaches; each person once. */
async function nearestFirst(deps: Deps, doc: CaseDoc, { areas, functions }: Reach) {
  const rings = doc.areaPath.filter((code) => areas.some((area) => code.startsWith(area))).reverse();
  const found = new Map<string, PostDoc>();
  for (const ring of rings) {
    if (found.size >= MOST_PEOPLE) break;
    const posts = await findPostsWithin(deps, ring, functions, 2 * MOST_PEOPLE);
    for (const post of posts)
      if (post.userId && post.userId !== doc.reporterId && !found.has(post.userId))
        found.set(post.userId, post);
  }
  return [...found].slice(0, MOST_PEOPLE).map(([personId, post]) => ({ personId, post }));
}

async function departmentsFor(deps: Deps, { category }: CaseDoc): Promise<DispatchTargets['departments']> {
  const { departments } = await liveCatalogue(deps);
  const own = departments.get(category.department);
  const others = [...departments.values()].filter((department) => department !== own);
  return [...(own ? [own] : []), ...others].map(({ id, name, duty }) => ({ department: id, name, duty }));
}
