import {
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type QueryKey,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { type Contract, type InputOf, type ResponseOf } from '@shared/core/contract';
import { type Keep } from './create-queries';
import { call, queries } from './wire';

export interface ApiOptions {
  /** False: not asked yet (an input is still missing, nobody is signed in). */
  enabled?: boolean;
  /** Survives a restart: `true` for public things, `mine` for the person's own. */
  keep?: Keep;
  /** Ask again every so many ms while the page is shown. */
  pollMs?: number;
  /** While a new input loads, go on showing the answer to the one before. */
  holdPrevious?: boolean;
  staleMs?: number;
}

/** `[operation id, input]`; without input the prefix that matches all of them. */
export function apiKey<C extends Contract>(contract: C, input?: InputOf<C>): QueryKey {
  return input === undefined ? [contract.id] : [contract.id, input];
}

/** Reads a contract into the cache and the screen. `error` is an ApiProblem or a NetworkError. */
export function useApi<C extends Contract>(
  contract: C,
  input: InputOf<C>,
  options: ApiOptions = {},
): UseQueryResult<ResponseOf<C>> {
  return useQuery<ResponseOf<C>>({
    queryKey: apiKey(contract, input),
    queryFn: ({ signal }) => call(contract, input, { signal }),
    enabled: options.enabled,
    meta: { keep: options.keep },
    refetchInterval: options.pollMs,
    staleTime: options.staleMs,
    ...(options.holdPrevious
      ? { placeholderData: (previous: ResponseOf<C> | undefined) => previous as never }
      : {}),
  });
}

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

type ItemOf<C> = ResponseOf<C> extends { items: (infer T)[] } ? T : never;

/** Reads a `{items, nextCursor}` list page by page; `data` is all items read so far. */
export function useApiList<C extends Contract, T = ItemOf<C>>(
  contract: C,
  input: InputOf<C>,
  options: ApiOptions = {},
): UseInfiniteQueryResult<T[]> {
  return useInfiniteQuery({
    queryKey: [contract.id, input, 'pages'],
    queryFn: ({ signal, pageParam }) => {
      const query = { ...(input as { query?: object }).query, ...(pageParam ? { cursor: pageParam } : {}) };
      return call(contract, { ...input, query }, { signal }) as Promise<Page<T>>;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page<T>) => page.nextCursor,
    select: (data: InfiniteData<Page<T>, string | null>) => data.pages.flatMap(({ items }) => items),
    enabled: options.enabled,
    meta: { keep: options.keep },
    refetchInterval: options.pollMs,
  });
}

/** After something was changed: whatever was read by these contracts is asked for again where it is shown. */
export async function refreshApi(...contracts: Contract[]): Promise<void> {
  await Promise.all(contracts.map((contract) => queries.invalidateQueries({ queryKey: [contract.id] })));
}

/** Puts an answer into the cache, e.g. the CaseView an action returned. */
export function putApi<C extends Contract>(contract: C, input: InputOf<C>, data: ResponseOf<C>): void {
  queries.setQueryData(apiKey(contract, input), data);
}
