import { useCallback, useState } from 'react';
import { useQuery } from '@miniapp/platform/navigation';
import { writeAddress } from '@miniapp/platform/page-address';
import { type FeedFilter, filterOf, queryOf } from '../model/feed-filter';

/** The filter of the feed, begun from the page's address and kept there. */
export function useFeedFilter(): [FeedFilter, (change: Partial<FeedFilter>) => void] {
  const query = useQuery();
  const [filter, setFilter] = useState(() => filterOf(query));
  const change = useCallback(
    (part: Partial<FeedFilter>) => {
      const next = { ...filter, ...part };
      setFilter(next);
      writeAddress(queryOf(next));
    },
    [filter],
  );
  return [filter, change];
}
