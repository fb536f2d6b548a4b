import { type Role } from '@shared/auth/roles';
import { useUser } from '@miniapp/client';

/** The areas in which the signed-in person holds one of these roles, as codes. */
export function useOwnAreas(wanted: readonly Role[]): string[] {
  const roles = useUser()?.roles ?? [];
  const codes = roles.flatMap(({ role, areaCode }) => (areaCode && wanted.includes(role) ? [areaCode] : []));
  return [...new Set(codes)];
}
