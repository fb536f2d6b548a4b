import type { AreaLevel } from '@shared/areas/levels';
import type { Deps } from '@api/deps';
import { findCenter, findPostOf, findPostsOf } from '../areas';
import { liveCatalogue } from '../categories';
import type { EffectSources } from './effect-types';

/** What effects look up, from the database. */
export const effectSources = (deps: Deps): EffectSources => ({
  calendar: deps.calendar,
  findPost: (userId, gridCode) => findPostOf(deps, userId, gridCode),
  findPosts: (userId) => findPostsOf(deps, userId),
  center: (doc, level) =>
    findCenter(
      deps,
      doc.areaNames.map((node) => ({ ...node, level: node.level as AreaLevel })),
      level === 'grid' ? 'community' : level,
    ),
  catalogue: () => liveCatalogue(deps),
});
