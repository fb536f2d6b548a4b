import type { Role } from '@shared/auth/roles';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import type { AreaNode } from '@api/routing';
import type { SavedBy } from './rule-set.model';

const RULED_LEVELS = ['city', 'district', 'street', 'community'];

/** The highest area where somebody holds one of these roles. */
function ownArea(actor: Actor, roles: readonly Role[]): string | undefined {
  const codes = actor.roles.flatMap(({ role, areaCode }) =>
    roles.includes(role) && areaCode !== undefined ? [areaCode] : [],
  );
  return codes.sort((a, b) => a.length - b.length)[0];
}

/**
 * The path of an area, city first, that the caller answers for in one of these roles.
 * @throws AppError NOT_FOUND for an unknown area, FORBIDDEN for one beyond his own
 */
export function ownPath(deps: Deps, actor: Actor, code: string, roles: readonly Role[]): AreaNode[] {
  const path = deps.routing.current().pathOf(code);
  if (path.length === 0) throw new AppError('NOT_FOUND', '没有这个区域');
  const codes = path.map((node) => node.code);
  if (!roles.some((role) => holdsIn(actor, role, codes)))
    throw new AppError('FORBIDDEN', '这个区域不归您管理');
  return path;
}

/** The area whose rules are meant: the one asked for, else the caller's own. @throws as `ownPath` */
export function ruleArea(
  deps: Deps,
  actor: Actor,
  code: string | undefined,
  roles: readonly Role[],
): AreaNode {
  const wanted = code ?? ownArea(actor, roles);
  if (wanted === undefined) throw new AppError('FORBIDDEN', '您没有管理的区域');
  const area = ownPath(deps, actor, wanted, roles).at(-1);
  if (!area || !RULED_LEVELS.includes(area.level))
    throw new AppError('NOT_FOUND', '分派规则按社区及以上的区域设置');
  return area;
}

export const signature = (actor: Actor): SavedBy => ({
  userId: actor.userId,
  name: actor.staff?.name ?? actor.nickname,
  title: actor.staff?.title ?? '管理员',
});
