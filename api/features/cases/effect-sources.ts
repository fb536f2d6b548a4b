import type { AreaLevel } from '@shared/areas/levels';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { findCenter, findPostOf, findPostsOf } from '../areas';
import { liveCatalogue } from '../categories';
import { CLAIMS_AT_MOST } from '@shared/wishes/rules';
import { casesOf } from './case.model';
import { nextCaseNumber } from './case-number';
import { locationOf } from './assemble-case';
import { applyRules } from './apply-rules';
import { decideRouting } from './decide-routing';
import type { EffectSources } from './effect-types';
import { findCase } from './find-case';
import { addFollower } from './follows';
import { lookAtRatings } from './look-at-ratings';
import { routeTo } from './route-place';

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
  findCase: (ref) => findCase(deps.db, ref),
  ratings: (doc, userId) => lookAtRatings(deps.db, doc, userId),
  nextNumber: (nowMs) => nextCaseNumber(deps.db, nowMs),
  openClaims: (userId) =>
    casesOf(deps.db).collection.countDocuments(
      { 'wish.claim.userId': userId, 'wish.state': 'claimed' },
      { limit: CLAIMS_AT_MOST },
    ),
  addFollower: (doc, userId) => addFollower(deps, doc, userId),
  ruled: (doc, category) =>
    applyRules(deps, category, {
      text: doc.text,
      areaPath: doc.areaPath,
      atMs: doc.createdAt.getTime(),
      mode: doc.routing.mode ?? null,
    }),
  reroute: async (doc, place) => {
    const catalogue = await liveCatalogue(deps);
    const category = catalogue.byCode.get(doc.category.code);
    if (!category) throw new AppError('UNKNOWN_CATEGORY', '这个类别已停用，请先更改类别');
    const routed = await routeTo(deps, place, doc.reporterId);
    const { assignee, level, reason, ruled } = await decideRouting(deps, {
      category,
      catalogue,
      routed,
      text: doc.text,
      atMs: doc.createdAt.getTime(),
      again: { mode: doc.routing.mode ?? null },
    });
    const { rule, mode } = ruled;
    return {
      ...locationOf(routed, doc.kind, place),
      assignee,
      level,
      routing: { method: routed.method, reason, ...(rule && { rule }), ...(mode && { mode }) },
      ruled,
    };
  },
});
