import type { PostFunction } from './levels';

export type Settlement = 'urban' | 'rural';
export type GridKind = 'basic' | 'dedicated';

export interface TeamNorm {
  /** 4+X, 3+X or 2+X: how residents and supervisors call it. */
  name: '4+X' | '3+X' | '2+X';
  required: { function: PostFunction; atLeast: number }[];
}

const one = (fn: PostFunction) => ({ function: fn, atLeast: 1 });

/** The team a grid must have (DOMAIN.md "team norm"); X, the volunteers, are as many as come forward. */
export function teamNorm(kind: GridKind, settlement: Settlement): TeamNorm {
  if (kind === 'dedicated') return { name: '2+X', required: [one('grid_leader'), one('parttime_worker')] };
  if (settlement === 'rural')
    return { name: '3+X', required: [one('liaison'), one('grid_leader'), one('parttime_worker')] };
  return {
    name: '4+X',
    required: [one('liaison'), one('grid_leader'), one('grid_worker'), one('parttime_worker')],
  };
}

/** Functions the norm asks for and nobody holds, with how many are missing. */
export function vacancies(
  norm: TeamNorm,
  held: PostFunction[],
): { function: PostFunction; missing: number }[] {
  return norm.required
    .map((need) => ({
      function: need.function,
      missing: need.atLeast - held.filter((fn) => fn === need.function).length,
    }))
    .filter((gap) => gap.missing > 0);
}
