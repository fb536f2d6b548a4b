import { useState } from 'react';
import { setPageQuery } from '@miniapp/platform/page-link';
import { useQuery } from '@miniapp/platform/navigation';
import { routes } from '@miniapp/widgets/routes';
import { readView, writeView, type QueueView } from '../model/filter';

/** The queue and filter of the page: from the link it was opened by, and written back to the address bar. */
export function useQueueView(onChange: () => void): [QueueView, (next: QueueView) => void] {
  const query = useQuery();
  const [view, setView] = useState(() => readView(query));
  return [
    view,
    (next) => {
      setView(next);
      setPageQuery(routes.queue, writeView(next));
      onChange();
    },
  ];
}
