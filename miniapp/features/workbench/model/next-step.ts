import { type RoleGrant } from '@shared/auth/roles';
import { type CaseSummary } from '@shared/cases/schemas';
import { type CaseStatus } from '@shared/cases/statuses';
import { type WiredAction } from '@shared/cases/workflow';

/** What the one button of a work card does. `quick` is carried out at once, `open` leads to the handle page. */
export type NextStep =
  | { kind: 'quick'; label: string; actions: readonly WiredAction[]; becomes: CaseStatus }
  | { kind: 'open'; label: string };

type Subject = Pick<CaseSummary, 'status' | 'level' | 'area' | 'assignee'>;

/** True when one of the grants makes its holder a worker of the grid the case lies in. */
export function servesGrid(subject: Pick<Subject, 'level' | 'area'>, roles: readonly RoleGrant[]): boolean {
  const grid = subject.area.gridCode;
  if (subject.level !== 'grid' || grid === null) return false;
  return roles.some(
    ({ role, areaCode }) => role === 'grid_worker' && areaCode !== undefined && grid.startsWith(areaCode),
  );
}

/** True when the desk or the department that has the case is his. */
function isTheirs({ assignee }: Subject, roles: readonly RoleGrant[]): boolean {
  if (assignee?.type === 'center')
    return roles.some(({ role, areaCode }) => role === 'dispatcher' && areaCode === assignee.areaCode);
  if (assignee?.type === 'department')
    return roles.some(({ role, department }) => role === 'handler' && department === assignee.department);
  return false;
}

/**
 * The likely next step of a case for a member of staff. A card carries no list of allowed actions, so this goes by
 * state and by the person's posts; the API has the last word and a refusal is shown on the card.
 */
export function nextStep(subject: Subject, roles: readonly RoleGrant[]): NextStep | null {
  const mine = servesGrid(subject, roles);
  switch (subject.status) {
    case 'submitted':
      return mine
        ? { kind: 'quick', label: '受理并接手', actions: ['accept', 'takeUp'], becomes: 'handling' }
        : { kind: 'quick', label: '受理', actions: ['accept'], becomes: 'accepted' };
    case 'accepted':
      if (mine) return { kind: 'quick', label: '接手办理', actions: ['takeUp'], becomes: 'handling' };
      return isTheirs(subject, roles) ? { kind: 'open', label: '去派单' } : null;
    case 'dispatched':
      if (subject.assignee?.type === 'department' && !isTheirs(subject, roles)) return null;
      return { kind: 'quick', label: '接手办理', actions: ['takeUp'], becomes: 'handling' };
    case 'handling':
      return { kind: 'open', label: '去答复' };
    case 'replied':
      return { kind: 'open', label: '去核实' };
    default:
      return null;
  }
}
