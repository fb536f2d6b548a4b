/** Mixes integers into 32 well-spread bits: the same numbers give the same bits on every machine. */
export function hashIntegers(...values: number[]): number {
  let hash = 0x9e3779b9;
  for (const value of values) {
    hash = Math.imul(hash ^ (value | 0), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash >>> 0;
}

/** A number in [0, 1) that depends on nothing but the integers given. */
export function hashUnit(...values: number[]): number {
  return hashIntegers(...values) / 2 ** 32;
}

/** A number in [-1, 1) that depends on nothing but the integers given. */
export function hashSigned(...values: number[]): number {
  return hashUnit(...values) * 2 - 1;
}

/** A seeded stream of numbers in [0, 1). */
export function createRandom(seed: number): () => number {
  let drawn = 0;
  return () => hashUnit(seed, drawn++);
}
