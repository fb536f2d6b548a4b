/** Two reports, as far as it matters for their being about the same thing. */
export interface Compared {
  distanceM: number;
  sameCategory: boolean;
  sameGroup: boolean;
  ours: string;
  theirs: string;
}

export interface Likeness {
  score: number;
  /** What speaks for it, in plain words; the strongest first. */
  why: string[];
}

/** Farther apart than this, two reports are about two things (DOMAIN.md "Duplicates"). */
export const NEAR_M = 150;
/** Below it nothing is said: a wrong hint costs more trust than a missed one. */
export const LIKELY = 0.5;

const WEIGHTS = { place: 0.35, category: 0.25, words: 0.4 };
/** What every report says, whatever it is about. */
const FILLER =
  /[\s\p{P}\p{S}]|我们|你们|这里|那里|请|麻烦|尽快|已经|好几|几天|的|了|啊|呢|吧|是|在|有|很|都/gu;

function pairs(text: string): Set<string> {
  const letters = Array.from(text.replace(FILLER, ''));
  return new Set(letters.slice(1).map((letter, i) => `${letters[i]}${letter}`));
}

/** How many of the shorter text's pairs of characters the other holds, 0–1; 0 when either says next to nothing. */
export function wordsAlike(a: string, b: string): number {
  const [ours, theirs] = [pairs(a), pairs(b)];
  const least = Math.min(ours.size, theirs.size);
  if (least < 2) return 0;
  const shared = [...ours].filter((pair) => theirs.has(pair)).length;
  return Math.min(1, shared / least);
}

/**
 * Whether two reports are likely about the same thing: a weighted sum of nearness, category and words, each of which
 * is told. Reports of different groups, or farther apart than 150 m, never are.
 */
export function likeness({ distanceM, sameCategory, sameGroup, ours, theirs }: Compared): Likeness {
  if (!sameGroup || distanceM > NEAR_M) return { score: 0, why: [] };
  const words = wordsAlike(ours, theirs);
  const parts = [
    { part: WEIGHTS.place * (1 - distanceM / NEAR_M), told: `相距 ${Math.round(distanceM)} 米` },
    { part: sameCategory ? WEIGHTS.category : 0, told: '同一类问题' },
    // A third of the words in common is a lot for two people.
    { part: WEIGHTS.words * Math.min(1, words * 3), told: '说法相近' },
  ];
  const score = parts.reduce((sum, { part }) => sum + part, 0);
  const why = parts
    .filter(({ part }) => part > 0.05)
    .sort((a, b) => b.part - a.part)
    .map(({ told }) => told);
  return { score: Math.round(score * 100) / 100, why };
}
