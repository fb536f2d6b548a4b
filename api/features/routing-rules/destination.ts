import { AREA_LEVELS } from '@shared/areas/levels';
import type { Outcome } from '@shared/routing-rules/schemas';
import type { CaseDoc } from '../cases';
import type { CatalogueEntry, LiveCatalogue } from '../categories';

/**
 * Whom a new case goes to, by name, as far as rules and category decide it: a department, the desk of a level, or the
 * worker of the grid (whoever is on duty then).
 */
export function destinationOf(
  { areaNames, gridCode }: Pick<CaseDoc, 'areaNames' | 'gridCode'>,
  category: Pick<CatalogueEntry, 'level'>,
  then: Outcome | undefined,
  catalogue: Pick<LiveCatalogue, 'departments'>,
): string {
  const department = then?.department === undefined ? undefined : catalogue.departments.get(then.department);
  if (department) return department.name;
  const level = then?.level ?? category.level;
  if (level === 'grid' && gridCode) {
    const grid = areaNames.find(({ code }) => code === gridCode);
    return `${(grid?.name ?? '').replace(/网格$/, '')}网格员`;
  }
  const wanted = level === 'grid' ? 'community' : level;
  // The nearest area from that level up, as the desks are looked for.
  const highest = AREA_LEVELS.indexOf(wanted);
  const area = areaNames.filter((node) => AREA_LEVELS.indexOf(node.level as never) <= highest).at(-1);
  return `${area?.name ?? ''}调度中心`;
}
