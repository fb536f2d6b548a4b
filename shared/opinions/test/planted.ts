import type { StatementVote, Vote } from '../matrix';

/** Seeded random numbers (xorshift32), so that a failure can be repeated. */
export function seeded(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4294967296;
  };
}

export interface Planting {
  seed: number;
  groups: number;
  people: number;
  statements: number;
  /** Share of statements a person answers. */
  density: number;
  /** Share of answers that are not the group's own. */
  noise: number;
}

/** People of known groups: each group has a side on each statement, each person mostly holds it. */
export function plant({ seed, groups, people, statements, density, noise }: Planting) {
  const random = seeded(seed);
  const sides = Array.from({ length: groups }, () =>
    Array.from({ length: statements }, (): Vote => (random() < 0.5 ? 1 : -1)),
  );
  const votes: StatementVote[] = [];
  const groupOf = new Map<string, number>();
  for (let i = 0; i < people; i += 1) {
    const person = `p${String(Math.floor(random() * 1e9)).padStart(9, '0')}-${i}`;
    const group = i % groups;
    groupOf.set(person, group);
    for (let j = 0; j < statements; j += 1) {
      if (random() >= density) continue;
      const own = sides[group]?.[j] ?? 0;
      const vote = random() < noise ? ((Math.floor(random() * 3) - 1) as Vote) : own;
      votes.push({ person, statement: `s${String(j).padStart(4, '0')}`, vote });
    }
  }
  return { votes, groupOf };
}

/** Agreement of two divisions beyond chance: 1 the same, about 0 unrelated (Hubert & Arabie). */
export function adjustedRand(a: readonly number[], b: readonly number[]): number {
  const pairs = (n: number) => (n * (n - 1)) / 2;
  const tally = (keys: readonly (string | number)[]) => {
    const counts = new Map<string | number, number>();
    keys.forEach((key) => counts.set(key, (counts.get(key) ?? 0) + 1));
    return [...counts.values()].reduce((sum, n) => sum + pairs(n), 0);
  };
  const both = tally(a.map((key, i) => `${key}:${b[i]}`));
  const [left, right] = [tally(a), tally(b)];
  const chance = (left * right) / pairs(a.length);
  const most = (left + right) / 2;
  return most === chance ? 1 : (both - chance) / (most - chance);
}
