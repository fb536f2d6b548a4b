import * as z from 'zod';

/** Roles a person may hold (DOMAIN.md "Roles"); `guest` is who holds none. */
export const ROLES = [
  'resident',
  'volunteer',
  'party_member',
  'grid_worker',
  'dispatcher',
  'handler',
  'supervisor',
  'admin',
] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

export const ROLE_NAMES: Record<Role, string> = {
  resident: '居民',
  volunteer: '志愿者',
  party_member: '党员',
  grid_worker: '网格员',
  dispatcher: '调度员',
  handler: '部门经办人',
  supervisor: '督查员',
  admin: '管理员',
};

/** Roles that see the workbench. */
export const STAFF_ROLES = [
  'grid_worker',
  'dispatcher',
  'handler',
  'supervisor',
  'admin',
] as const satisfies Role[];

export function isStaffRole(role: Role): boolean {
  return (STAFF_ROLES as readonly Role[]).includes(role);
}

/** A right is role × scope: an area and all below it, or a department within an area. */
export const roleGrantSchema = z.strictObject({
  role: roleSchema,
  areaCode: z.string().optional(),
  department: z.string().optional(),
});
export type RoleGrant = z.infer<typeof roleGrantSchema>;
