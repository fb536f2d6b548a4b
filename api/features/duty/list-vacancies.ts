import { POST_FUNCTION_NAMES } from '@shared/areas/levels';
import { teamNorm, vacancies } from '@shared/areas/team-norm';
import { AppError } from '@shared/core/errors';
import { listVacancies as contract } from '@shared/duty/contract';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import { areaRef, type AreaDoc, areasOf, isHeld, postsOf } from '../areas';

/** A page looks at so many grids; it may so be short and still have a successor. */
const GRIDS_A_PAGE = 1_000;
const GRID_CODE = 15;

/** A code starts with its parent's, and ':' comes right after '9'. */
const below = (code: string, after?: string) => ({
  ...(after ? { $gt: after } : { $gte: code }),
  $lt: `${code}:`,
});

/** Grids of an area whose team is not what the norm asks for. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED */
export async function listVacancies(
  deps: Deps,
  actor: Actor,
  { area, limit, cursor }: { area: string; limit: number; cursor?: string },
) {
  const path = deps.routing.current().pathOf(area);
  if (path.length === 0) throw new AppError('NOT_FOUND', '没有这个区域');
  const codes = path.map(({ code }) => code);
  if (
    !(contract.access as readonly ('supervisor' | 'dispatcher' | 'admin')[]).some((role) =>
      holdsIn(actor, role, codes),
    )
  )
    throw new AppError('ACTION_NOT_ALLOWED', '只能看自己辖区的人员配备');
  const found = await areasOf(deps.db)
    .collection.find<AreaDoc>({ _id: below(area, cursor) } as object, {
      projection: { level: 1, name: 1, kind: 1, settlement: 1 },
      sort: { _id: 1 },
      limit: GRIDS_A_PAGE + 1,
    })
    .toArray();
  const looked = found.slice(0, GRIDS_A_PAGE);
  const grids = looked.filter(({ _id }) => _id.length === GRID_CODE);
  const held = new Map<string, Parameters<typeof vacancies>[1]>();
  const posts = await postsOf(deps.db)
    .find(
      { areaCode: { $in: grids.map(({ _id }) => _id) }, active: true },
      { areaCode: 1, function: 1, active: 1, from: 1, until: 1 },
    )
    .lean();
  for (const post of posts.filter((each) => isHeld(each, deps.clock())))
    held.set(post.areaCode, [...(held.get(post.areaCode) ?? []), post.function]);
  const short = grids.flatMap((grid) => {
    const norm = teamNorm(grid.kind ?? 'basic', grid.settlement ?? 'urban');
    const missing = vacancies(norm, held.get(grid._id) ?? []).map((gap) => ({
      ...gap,
      functionName: POST_FUNCTION_NAMES[gap.function],
    }));
    return missing.length === 0
      ? []
      : [{ area: areaRef({ code: grid._id, level: grid.level, name: grid.name }), norm: norm.name, missing }];
  });
  const items = short.slice(0, limit);
  const more = short.length > limit || found.length > GRIDS_A_PAGE;
  const last = short.length > limit ? items.at(-1)?.area.code : looked.at(-1)?._id;
  return { items, grids: grids.length, nextCursor: more ? (last ?? null) : null };
}
