import type { PostFunction } from '../areas/levels';

/** How many numbers one person may be shown, and messages he may leave; both windows roll. */
export const CONTACT_LIMITS = {
  /** A resident: numbers of the people who serve him. */
  worker: { perMinute: 3, perDay: 10 },
  /** Staff: numbers of those whose cases they handle. */
  reporter: { perMinute: 5, perDay: 60 },
  message: { perMinute: 2, perDay: 10 },
  /** Staff: what the visits of others keep sealed. */
  visit: { perMinute: 5, perDay: 30 },
} as const;
export type ContactLimit = keyof typeof CONTACT_LIMITS;

const ON_SERVICE: readonly PostFunction[] = ['liaison', 'grid_leader', 'grid_worker', 'parttime_worker'];

/** Whose number is one of service. Party members and volunteers give their own, and only if they choose to. */
export function hasServicePhone(fn: PostFunction): boolean {
  return ON_SERVICE.includes(fn);
}
