import { hashKey, type Query, QueryClient, type QueryKey } from '@tanstack/react-query';
import { type KeyValueStore } from './ports';

export const CACHE_KEY = 'lx.cache';
/** Public things shown at once on start, then asked for anew: grid card, categories, recent cases. */
const MAX_AGE_MS = 7 * 24 * 3600_000;
const MAX_ENTRIES = 40;

interface Kept {
  hash: string;
  key: QueryKey;
  data: unknown;
  at: number;
}

/**
 * The query cache. call() does the retries, so queries do none.
 * Queries with `meta: {keep: true}` survive a restart: never use it for anything personal.
 */
export function createQueries(store: KeyValueStore): QueryClient {
  const queries = new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: 15_000, gcTime: 10 * 60_000, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  const now = Date.now();
  let kept = (store.get<Kept[]>(CACHE_KEY) ?? []).filter(({ at }) => now - at < MAX_AGE_MS);
  for (const { key, data, at } of kept) queries.setQueryData(key, data, { updatedAt: at });

  queries.getQueryCache().subscribe(({ type, query: changed }) => {
    const query = changed as Query<unknown, Error, unknown, QueryKey>;
    if (type !== 'updated' || query.state.status !== 'success' || !query.meta?.keep) return;
    const hash = hashKey(query.queryKey);
    const entry = { hash, key: query.queryKey, data: query.state.data, at: query.state.dataUpdatedAt };
    const old = kept.find((other) => other.hash === hash);
    if (old?.at === entry.at) return;
    kept = [entry, ...kept.filter((other) => other !== old)].slice(0, MAX_ENTRIES);
    store.set(CACHE_KEY, kept);
  });
  return queries;
}
