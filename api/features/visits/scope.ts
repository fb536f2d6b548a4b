import type { Role } from '@shared/auth/roles';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';

const READERS: Role[] = ['grid_worker', 'dispatcher', 'supervisor', 'admin'];

/** Whose logs somebody reads: his own, or those of an area he serves. @throws AppError NOT_FOUND for any other area */
export function scopeOf(
  deps: Deps,
  actor: Actor,
  area: string | undefined,
): { userId: string } | { areaPath: string } {
  if (area === undefined) return { userId: actor.userId };
  const path = deps.routing
    .current()
    .pathOf(area)
    .map(({ code }) => code);
  if (!READERS.some((role) => holdsIn(actor, role, path))) throw new AppError('NOT_FOUND', '没有这个辖区');
  return { areaPath: area };
}
