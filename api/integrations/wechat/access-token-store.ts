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
}

/** A store for one process. */
export function createMemoryTokenStore(): AccessTokenStore {
  let current: AccessTokenRecord | null = null;
  return {
    read: () => Promise.resolve(current),
    write: (record) => {
      current = record;
      return Promise.resolve();
    },
  };
}
