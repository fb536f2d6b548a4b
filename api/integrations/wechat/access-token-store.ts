/** The app's access token as processes share it. Times are epoch milliseconds. */
export interface AccessTokenRecord {
  token: string;
  expiresAt: number;
  /** When forced refreshes were asked for during the last 24 hours: WeChat allows 20 a day, 30 s apart. */
  forcedAt?: number[];
}

/**
 * Where the token lives between calls; one record per AppID. An implementation over a shared database should keep
 * the token out of backups or encrypt it: whoever holds it acts as the app for two hours.
 */
export interface AccessTokenStore {
  read(): Promise<AccessTokenRecord | null>;
  write(record: AccessTokenRecord): Promise<void>;
  /** Runs the work while nobody else who uses this store, in whatever process, runs his; others wait their turn. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

/** A store for one process. */
export function createMemoryTokenStore(): AccessTokenStore {
  let current: AccessTokenRecord | null = null;
  let last: Promise<unknown> = Promise.resolve();
  return {
    read: () => Promise.resolve(current),
    write: (record) => {
      current = record;
      return Promise.resolve();
    },
    alone(work) {
      const turn = last.then(work, work);
      last = turn;
      return turn;
    },
  };
}
