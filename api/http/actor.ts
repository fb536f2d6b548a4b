import type { Role, RoleGrant } from '@shared/auth/roles';

/** Who makes the request, as the database knows him at this moment (not as his token says). */
export interface Actor {
  userId: string;
  sessionId: string;
  nickname: string;
  phoneMasked: string | null;
  homeGridCode: string | null;
  /** Name and function shown on what he does as staff; null for residents. */
  staff: { name: string; title: string } | null;
  roles: RoleGrant[];
}

export function hasRole(actor: Actor | null, role: Role): boolean {
  return actor?.roles.some((grant) => grant.role === role) ?? false;
}

/** May he act for this role anywhere in an area whose path of codes (city first) is given? */
export function holdsIn(actor: Actor, role: Role, areaPath: readonly string[]): boolean {
  return actor.roles.some(
    (grant) => grant.role === role && grant.areaCode !== undefined && areaPath.includes(grant.areaCode),
  );
}
