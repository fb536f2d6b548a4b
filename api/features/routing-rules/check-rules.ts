import { invalidField } from '@shared/core/errors';
import type { RoutingRule } from '@shared/routing-rules/schemas';
import type { Deps } from '@api/deps';
import { type LiveCatalogue, liveCatalogue } from '../categories';

/**
 * Rules may name only what there is, and only places of their own area.
 * @throws AppError VALIDATION_FAILED at the field
 */
export async function checkRules(
  deps: Deps,
  areaCode: string,
  rules: readonly RoutingRule[],
): Promise<LiveCatalogue> {
  const catalogue = await liveCatalogue(deps);
  const groups = new Set(catalogue.tree.groups.map(({ code }) => code));
  const routing = deps.routing.current();
  for (const [i, { when, then }] of rules.entries()) {
    const strange = when.categories?.find((ref) => !groups.has(ref) && !catalogue.byCode.has(ref));
    if (strange !== undefined) throw invalidField(`rules.${i}.when.categories`, `目录里没有类别 ${strange}`);
    const foreign = when.areas?.find((code) => !routing.pathOf(code).some((node) => node.code === areaCode));
    if (foreign !== undefined) throw invalidField(`rules.${i}.when.areas`, `${foreign} 不在您管理的区域里`);
    if (then.department !== undefined && !catalogue.departments.has(then.department))
      throw invalidField(`rules.${i}.then.department`, '没有这个部门');
  }
  return catalogue;
}
