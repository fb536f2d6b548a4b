import { AREA_LEVEL_NAMES } from '@shared/areas/levels';
import type { RoutingRule } from '@shared/routing-rules/schemas';
import type { Deps } from '@api/deps';
import { findCenter, type Routed } from '../areas';
import type { CatalogueEntry, LiveCatalogue } from '../categories';
import { applyRules, type Ruled } from './apply-rules';
import type { CaseMode } from './case.model';
import { assignToCenter, type Assignment, centerLevelOf, chooseAssignee } from './choose-assignee';

export interface Question {
  category: CatalogueEntry;
  catalogue: Pick<LiveCatalogue, 'departments'>;
  routed: Routed;
  text: string;
  /** When it was filed. */
  atMs: number;
  /** Set when a case is looked at once more: its mode is the one it was filed in. */
  again?: { mode: CaseMode | null };
}

/**
 * Who gets a case, what is promised and why: by the first routing rule that fits, else by boundary and category.
 * A rule's department gets a new case at once; one that is under way goes to the desk, which gives it to whom it wants.
 */
export async function decideRouting(deps: Deps, question: Question): Promise<Assignment & { ruled: Ruled }> {
  const { category, routed, text, atMs, again } = question;
  const areaPath = routed.path.map(({ code }) => code);
  const mode = again ? again.mode : modeNow(deps, areaPath, atMs);
  const ruled = applyRules(deps, category, { text, areaPath, atMs, mode });
  return { ...(await assign(deps, question, ruled)), ruled };
}

function modeNow(deps: Deps, areaPath: string[], nowMs: number): CaseMode | null {
  const set = deps.rules.modeOn(areaPath, nowMs);
  return set && { mode: set.mode, areaCode: set.areaCode, areaName: set.areaName, reason: set.reason };
}

async function assign(deps: Deps, question: Question, ruled: Ruled): Promise<Assignment> {
  const { catalogue, routed, again } = question;
  const then: Partial<RoutingRule['then']> = ruled.rule?.then ?? {};
  const category = { ...question.category, level: then.level ?? question.category.level };
  // A department that has gone from the catalogue since the rule was written gets nothing.
  const department = then.department === undefined ? undefined : catalogue.departments.get(then.department);
  if (!department) {
    const chosen = await chooseAssignee(deps, category, routed);
    return told(deps, question, ruled, chosen, then.level && AREA_LEVEL_NAMES[then.level]);
  }
  const desk = assignToCenter(category, routed, await findCenter(deps, routed.path, centerLevelOf(category)));
  if (again) return told(deps, question, ruled, desk, department.name);
  // Departments are organised by district: any of their people whose area holds the case may take it.
  const areaCode = routed.path.find(({ level }) => level === 'district')?.code ?? routed.path[0]?.code ?? '';
  const assignee = {
    type: 'department',
    department: department.id,
    areaCode,
    name: department.name,
  } as const;
  return told(deps, question, ruled, { ...desk, assignee }, department.name);
}

/** The reason a resident reads: the rule's own words, or whom it sends such matters to. */
function told(
  deps: Deps,
  { category }: Question,
  { rule }: Ruled,
  assignment: Assignment,
  to: string | undefined,
): Assignment {
  if (rule?.told) return { ...assignment, reason: rule.told };
  if (!rule || to === undefined) return assignment;
  const area = deps.routing.current().node(rule.areaCode)?.name ?? '';
  return { ...assignment, reason: `按${area}的分派规则，「${category.name}」由${to}办理，网格员同时知悉` };
}
