import type * as z from 'zod';
import type { previewRouting as contract } from '@shared/cases/preview-contract';
import type { RoutingPreview } from '@shared/cases/schemas';
import { modeTold } from '@shared/clocks/modes';
import { isInsideChina, OUTSIDE_CHINA_MESSAGE, placeToWgs84 } from '@shared/geo';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { liveCatalogue } from '../categories';
import { deadlinesOf } from './deadlines';
import { decideRouting } from './decide-routing';
import { presentAssignee } from './present-case';
import { routeTo } from './route-place';
import { chooseCategory } from './submit-case';

type Asked = z.output<NonNullable<(typeof contract)['body']>>;

/**
 * Who would get a report now, why, and what would be promised: decided as at submission, nothing written.
 * @throws AppError UNKNOWN_CATEGORY, OUTSIDE_SERVICE_AREA
 */
export async function previewRouting(
  deps: Deps,
  actor: Actor | null,
  { text, categoryCode, place, onBehalf }: Asked,
): Promise<RoutingPreview> {
  if (!isInsideChina(place)) throw new AppError('OUTSIDE_SERVICE_AREA', OUTSIDE_CHINA_MESSAGE);
  const catalogue = await liveCatalogue(deps);
  const category = chooseCategory(catalogue, { text, categoryCode });
  const routed = await routeTo(deps, placeToWgs84(place), onBehalf ? '' : (actor?.userId ?? ''));
  const atMs = deps.clock();
  const decided = await decideRouting(deps, { category, catalogue, routed, text, atMs });
  const { respondBy, resolveBy } = deadlinesOf(atMs, decided.ruled.promises, deps.calendar);
  const { mode } = decided.ruled;
  return {
    assignee: presentAssignee(decided.assignee),
    reason: decided.reason,
    area: routed.path.map(({ code, level, name }) => ({ code, level, name })),
    category: { code: category.code, name: category.name },
    deadlines: { respondBy: respondBy.toISOString(), resolveBy: resolveBy.toISOString() },
    urgent: decided.ruled.urgent,
    mode: mode?.mode ?? 'normal',
    modeTold: mode && modeTold(mode),
  };
}
