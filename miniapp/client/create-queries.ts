import { hashKey, type Query, QueryClient, type QueryKey } from '@tanstack/react-query';
import { type KeyValueStore } from './ports';

export const CACHE_KEY = 'lx.cache';
/** Public things shown at once on start, then asked for anew: grid card, categories, recent cases. */
const MAX_AGE_MS = 7 * 24 * 3600_000;
const MAX_ENTRIES = 40;
/** So long an answer is not asked for again where nothing else is said. */
const FRESH_MS = 15_000;

/** `true`: public things, for whoever uses the device. `mine`: the person's own, shown to nobody else. */
export type Keep = boolean | 'mine';

interface Kept {
  hash: string;
  /** Whose it is; public without. */
  owner?: string;
  key: QueryKey;
  data: unknown;
  at: number;
}

/**
 * The query cache. call() does the retries, so queries do none.
 * Queries with `meta: {keep}` survive a restart: what a page shows at once, until the answer is there. What is the
 * person's own is kept with his name on it and goes when he signs out or another one signs in.
 * @param owner who is signed in now
 */
export function createQueries(store: KeyValueStore, owner: () => string | null): KeptQueries {
  const queries = new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: FRESH_MS, gcTime: 10 * 60_000, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  const now = Date.now();
  const mayKeep = (entry: Kept) => entry.owner === undefined || entry.owner === owner();
  // Whoever opens the app anew wants to know how things stand: what is kept is shown, and asked for.
  let kept = (store.get<Kept[]>(CACHE_KEY) ?? [])
    .filter((entry) => now - entry.at < MAX_AGE_MS && mayKeep(entry))
    .map((entry) => ({ ...entry, at: Math.min(entry.at, now - FRESH_MS) }));
  for (const { key, data, at } of kept) queries.setQueryData(key, data, { updatedAt: at });

  queries.getQueryCache().subscribe(({ type, query: changed }) => {
    const query = changed as Query<unknown, Error, unknown, QueryKey>;
    if (type !== 'updated' || query.state.status !== 'success' || !query.meta?.keep) return;
    const hash = hashKey(query.queryKey);
    const mine = query.meta.keep === 'mine' ? owner() : undefined;
    // Signed out while the answer was on its way.
    if (mine === null) return;
    const entry: Kept = {
      hash,
      key: query.queryKey,
      data: firstPage(query.state.data),
      at: query.state.dataUpdatedAt,
      ...(mine !== undefined && { owner: mine }),
    };
    const old = kept.find((other) => other.hash === hash);
    if (old?.at === entry.at) return;
    kept = [entry, ...kept.filter((other) => other !== old)].filter(mayKeep).slice(0, MAX_ENTRIES);
    store.set(CACHE_KEY, kept);
  });
  return {
    queries,
    forgetOthers() {
      const before = kept.length;
      kept = kept.filter(mayKeep);
      if (kept.length < before) store.set(CACHE_KEY, kept);
    },
  };
}

export interface KeptQueries {
  queries: QueryClient;
  /** Drops what belongs to anybody but the person signed in now. */
  forgetOthers(): void;
}

/** Of a list, the first page is kept: further ones would no longer fit to it. */
function firstPage(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || !('pages' in data) || !('pageParams' in data)) return data;
  const { pages, pageParams } = data as { pages: unknown[]; pageParams: unknown[] };
  return { pages: pages.slice(0, 1), pageParams: pageParams.slice(0, 1) };
}
