export interface Slots {
  /** Runs `work` when a slot is free, in order of arrival. @throws what `refuse` makes when the queue is full. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** At most `size` pieces of work at once and `queue` more waiting: heavy work must not take the whole machine. */
export function createSlots(size: number, queue: number, refuse: () => Error): Slots {
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    async run(work) {
      if (running >= size) {
        if (waiting.length >= queue) throw refuse();
        await new Promise<void>((resolve) => waiting.push(resolve)); // the slot is handed over, `running` stays
      } else running += 1;
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}
