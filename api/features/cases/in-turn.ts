const last = new Map<string, Promise<unknown>>();

/**
 * Works of one key one after the other, within this process. What is right does not rest on it, conditional writes see
 * to that; it spares many who come at once from trying anew against each other.
 */
export async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const mine = (last.get(key) ?? Promise.resolve()).then(work, work);
  last.set(key, mine);
  try {
    return await mine;
  } finally {
    if (last.get(key) === mine) last.delete(key);
  }
}
