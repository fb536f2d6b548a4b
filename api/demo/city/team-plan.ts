import type { PostFunction } from '@shared/areas/levels';
import { type GridKind, type Settlement, teamNorm } from '@shared/areas/team-norm';

/** `street-community-grid`, each counted from 1, as the last nine digits of a code are. */
export type GridPlace = `${number}-${number}-${number}`;

/** Posts nobody holds, on purpose: what supervisors see as vacancies, and who steps in can be tried. */
export const PLANNED_VACANCIES: Readonly<Record<GridPlace, readonly PostFunction[]>> = {
  '1-2-4': ['parttime_worker'],
  // No full-time worker: the part-time one takes the cases.
  '1-4-2': ['grid_worker'],
  '2-1-3': ['grid_worker', 'liaison'],
  '2-3-2': ['liaison'],
  // Nobody but the leader.
  '2-4-6': ['parttime_worker'],
  '3-1-5': ['parttime_worker'],
  // Nobody at all: the community's center takes the cases.
  '3-2-3': ['liaison', 'grid_leader', 'parttime_worker'],
};

/** Large grids with more than the norm asks for; among equals the one with less in hand is chosen. */
export const EXTRA_POSTS: Readonly<Record<GridPlace, readonly PostFunction[]>> = {
  '1-3-2': ['parttime_worker'],
  '2-2-4': ['parttime_worker'],
  '2-3-1': ['grid_worker'],
};

export interface GridFacts {
  place: GridPlace;
  kind: GridKind;
  settlement: Settlement;
}

/** Functions held in a grid; volunteers (X) and party members as many as a number in [0, 1) makes come forward. */
export function plannedTeam({ place, kind, settlement }: GridFacts, zeal: number): PostFunction[] {
  const missing = PLANNED_VACANCIES[place] ?? [];
  const normal = teamNorm(kind, settlement).required.map((need) => need.function);
  const working = [...normal.filter((fn) => !missing.includes(fn)), ...(EXTRA_POSTS[place] ?? [])];
  if (working.length === 0) return [];
  const times = (fn: PostFunction, count: number): PostFunction[] => Array.from({ length: count }, () => fn);
  const volunteers = times('volunteer', 1 + Math.floor(zeal * 3));
  const members = kind === 'basic' ? times('party_member', 1 + (Math.floor(zeal * 7) % 3)) : [];
  return [...working, ...volunteers, ...members];
}
