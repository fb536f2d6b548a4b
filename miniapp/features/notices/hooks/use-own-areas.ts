import { type Role } from '@shared/auth/roles';
import { NOTICE_WRITERS } from '@shared/notices/contract';
import { useUser } from '@miniapp/client';

/** The areas in which the signed-in person may write, as codes. */
export function useOwnAreas(): string[] {
  const roles = useUser()?.roles ?? [];
  const codes = roles.flatMap(({ role, areaCode }) =>
    areaCode && (NOTICE_WRITERS as readonly Role[]).includes(role) ? [areaCode] : [],
  );
  return [...new Set(codes)];
}
