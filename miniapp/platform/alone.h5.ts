/** Runs work that no other tab of this portal does at the same time under that name, where the browser has locks. */
export const alone = async <T>(name: string, work: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? await navigator.locks.request(name, work) : await work();
