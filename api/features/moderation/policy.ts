import type { Role } from '@shared/auth/roles';
import type { JudgeBody } from '@shared/moderation/contract';
import { type Actor, holdsIn } from '@api/http/actor';
import type { CareMark, CaseDoc } from '../cases';

/** Whose queue it is. */
export const MODERATORS: Role[] = ['dispatcher', 'admin'];
/** Who else may take something from the public's eyes at once, and put back what he took. */
const GUARDIANS: Role[] = ['grid_worker', 'supervisor'];

/** Nobody judges his own complaint. Moderators of the area decide everything; other staff of the area may only hide. */
export function mayJudge(
  actor: Actor,
  doc: Pick<CaseDoc, 'areaPath' | 'reporterId'>,
  decision: JudgeBody['decision'],
  mark: CareMark | undefined,
): boolean {
  if (doc.reporterId === actor.userId) return false;
  if (MODERATORS.some((role) => holdsIn(actor, role, doc.areaPath))) return true;
  if (!GUARDIANS.some((role) => holdsIn(actor, role, doc.areaPath))) return false;
  return decision !== 'publish' || mark?.judgeId === actor.userId;
}
