import type { Role } from '@shared/auth/roles';
import { STAFF_ROLES } from '@shared/auth/roles';
import { AREA_LEVELS } from '@shared/areas/levels';
import type { Party } from '@shared/cases/workflow';
import { type Actor, hasRole, holdsIn } from '@api/http/actor';
import type { Assignee, CaseDoc } from './case.model';

export type Viewer = 'public' | 'reporter' | 'staff' | 'otherStaff';
type Subject = Pick<
  CaseDoc,
  | 'reporterId'
  | 'areaPath'
  | 'areaNames'
  | 'assignee'
  | 'coHandlers'
  | 'handledBy'
  | 'visibility'
  | 'level'
  | 'gridCode'
  | 'partOf'
  | 'onBehalf'
  | 'kind'
  | 'wish'
>;

const AREA_STAFF: Role[] = ['grid_worker', 'dispatcher', 'supervisor', 'admin'];
/** Who may claim a wish. */
const GIVERS: Role[] = ['volunteer', 'party_member'];
/** Who may check what others have done. */
export const CHECKERS: Role[] = ['grid_worker', 'dispatcher', 'supervisor'];

/** Is he the person, one of the desk, or a handler of the department in an area that holds the case? */
export function standsFor(actor: Actor, assignee: Assignee, subject: Pick<Subject, 'areaPath'>): boolean {
  if (assignee.type === 'person') return assignee.userId === actor.userId;
  if (assignee.type === 'center')
    return actor.roles.some((grant) => grant.role === 'dispatcher' && grant.areaCode === assignee.areaCode);
  return actor.roles.some(
    (grant) =>
      grant.role === 'handler' &&
      grant.department === assignee.department &&
      grant.areaCode !== undefined &&
      subject.areaPath.includes(grant.areaCode),
  );
}

const isAssignee = (actor: Actor, subject: Subject) => standsFor(actor, subject.assignee, subject);
const isCoHandler = (actor: Actor, subject: Subject) =>
  subject.coHandlers?.some((helper) => standsFor(actor, helper, subject)) ?? false;

/** Whoever has or had a hand in it does not rate it, also as a follower. */
export const workedOn = (actor: Actor, subject: Subject): boolean =>
  subject.reporterId !== actor.userId &&
  (subject.handledBy.includes(actor.userId) ||
    subject.onBehalf?.by.userId === actor.userId ||
    isAssignee(actor, subject) ||
    isCoHandler(actor, subject));

/** Is it now in his hands? Never one's own. */
export const mayHandle = (actor: Actor, subject: Subject): boolean =>
  subject.reporterId !== actor.userId && isAssignee(actor, subject);

const rankOf = (level: string) => AREA_LEVELS.indexOf(level as (typeof AREA_LEVELS)[number]);

/** A dispatcher of the case's own level or of one above, whose area holds the case. */
function isItsDispatcher(actor: Actor, subject: Subject): boolean {
  return actor.roles.some((grant) => {
    if (grant.role !== 'dispatcher' || !grant.areaCode) return false;
    const area = subject.areaNames.find((node) => node.code === grant.areaCode);
    return area !== undefined && rankOf(area.level) <= rankOf(subject.level);
  });
}

/**
 * What somebody is to a case; the workflow table says what each party may do. `following` is looked up beside the case. The reporter of a case is never also
 * its worker: nobody accepts, answers or checks his own complaint.
 */
export function partiesOf(actor: Actor, subject: Subject, following = false): Set<Party> {
  const parties = new Set<Party>(['resident']);
  // He acts on the whole, not on its parts.
  if (subject.reporterId === actor.userId) {
    if (subject.partOf) return parties;
    return subject.wish ? parties.add('reporter').add('wisher') : parties.add('reporter');
  }
  if (subject.wish?.claim?.userId === actor.userId) parties.add('claimer');
  if (subject.wish && subject.visibility === 'public' && GIVERS.some((role) => hasRole(actor, role)))
    parties.add('giver');
  if (following) parties.add('follower');
  if (subject.level === 'grid' && subject.gridCode && holdsIn(actor, 'grid_worker', subject.areaPath))
    parties.add('grid_worker');
  if (isItsDispatcher(actor, subject)) parties.add('dispatcher');
  if (isAssignee(actor, subject)) parties.add('assignee');
  if (isCoHandler(actor, subject)) parties.add('co_handler');
  const handled = subject.handledBy.includes(actor.userId);
  if (handled) parties.add('past_handler');
  if (holdsIn(actor, 'supervisor', subject.areaPath)) {
    parties.add('supervisor');
    if (!handled && !parties.has('assignee') && !parties.has('co_handler')) parties.add('arbiter');
  }
  const inScope = CHECKERS.some((role) => holdsIn(actor, role, subject.areaPath));
  if (inScope && !handled) parties.add('checker');
  return parties;
}

/** As whom somebody sees a case; null when he may not know of it. */
export function viewerOf(actor: Actor | null, subject: Subject): Viewer | null {
  if (actor && subject.reporterId === actor.userId) return 'reporter';
  if (
    actor &&
    (AREA_STAFF.some((role) => holdsIn(actor, role, subject.areaPath)) ||
      isAssignee(actor, subject) ||
      isCoHandler(actor, subject))
  )
    return 'staff';
  if (subject.visibility !== 'public') return null;
  const isStaff = actor?.roles.some((grant) => (STAFF_ROLES as readonly Role[]).includes(grant.role));
  return isStaff ? 'otherStaff' : 'public';
}

/** Areas whose cases somebody sees as staff, as codes; none lies within another, so that nothing is counted twice. */
export function staffAreas(actor: Actor, roles: readonly Role[] = AREA_STAFF): string[] {
  const codes = new Set(
    actor.roles.flatMap((grant) => (roles.includes(grant.role) && grant.areaCode ? [grant.areaCode] : [])),
  );
  // A code starts with its parent's.
  return [...codes].filter((code) => ![...codes].some((other) => other !== code && code.startsWith(other)));
}
