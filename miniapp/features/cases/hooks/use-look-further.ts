import { useEffect, useState } from 'react';

/** Pages asked for unbidden; then a button says that there may be more. */
const PAGES_UNBIDDEN = 4;
/** So many on a screen are enough to begin with. */
const ENOUGH = 8;

interface Pages {
  data?: unknown[];
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isError: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/**
 * A page of a search may hold little or nothing and still have a successor, since the server reads only so far at a
 * time: a few more are fetched until there is something to see. Keep one per search (`key` of the component).
 * @returns whether it is looking now, and how to go on after it has stopped
 */
export function useLookFurther(query: Pages): { looking: boolean; goOn: () => void } {
  const { data, hasNextPage, isFetchingNextPage, isError, fetchNextPage } = query;
  // How many are aimed at, and how many pages may still be fetched to get there.
  const [aim, setAim] = useState({ items: ENOUGH, pages: PAGES_UNBIDDEN });
  const count = data?.length ?? 0;
  const wanted = hasNextPage && !isError && count < aim.items && aim.pages > 0;
  const ready = wanted && !isFetchingNextPage;
  useEffect(() => {
    if (!ready) return;
    void fetchNextPage().then(() => setAim(({ items, pages }) => ({ items, pages: pages - 1 })));
  }, [ready, fetchNextPage]);
  return {
    looking: wanted || isFetchingNextPage,
    goOn: () => {
      setAim({ items: count + 1, pages: PAGES_UNBIDDEN - 1 });
      // Also after a failure, when nothing is fetched unbidden.
      void fetchNextPage();
    },
  };
}
