import * as contracts from '@shared/clocks/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { readOverrides, replaceOverrides } from './overrides';

export const calendarRoutes = (deps: Deps) => [
  route(contracts.getCalendarOverrides, () => readOverrides(deps.db)),
  route(contracts.setCalendarOverrides, ({ body }, { actor }) => replaceOverrides(deps, actor, body)),
];
