import { AppError } from '@shared/core/errors';
import { VERIFIERS } from '@shared/volunteers/contract';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import { type PartyMemberDoc, partyMembersOf, type VolunteerDoc, volunteersOf } from './volunteer.model';

export const verifiesIn = (actor: Actor, areaPath: readonly string[]): boolean =>
  VERIFIERS.some((role) => holdsIn(actor, role, areaPath));

/** Codes from the city down to an area; empty when there is none. */
export const pathOf = ({ routing }: Pick<Deps, 'routing'>, code: string): string[] =>
  routing
    .current()
    .pathOf(code)
    .map((node) => node.code);

/** Code, level and name of the last area of a path. */
export function areaRef({ routing }: Pick<Deps, 'routing'>, areaPath: readonly string[]) {
  const node = routing.current().node(areaPath.at(-1) ?? '');
  return node ? { code: node.code, level: node.level, name: node.name } : null;
}

/** A volunteer of the actor's own area. @throws AppError NOT_FOUND */
export async function findManagedVolunteer(deps: Deps, actor: Actor, id: string): Promise<VolunteerDoc> {
  const doc = await volunteersOf(deps.db).findOne({ _id: id });
  if (!doc || doc.state === 'left' || !verifiesIn(actor, doc.areaPath))
    throw new AppError('NOT_FOUND', '没有找到这位志愿者');
  return doc;
}

/** A party member who reported to the actor's own area. @throws AppError NOT_FOUND */
export async function findManagedMember(deps: Deps, actor: Actor, id: string): Promise<PartyMemberDoc> {
  const doc = await partyMembersOf(deps.db).findOne({ _id: id });
  if (!doc || !verifiesIn(actor, doc.areaPath)) throw new AppError('NOT_FOUND', '没有找到这位党员');
  return doc;
}
