import { getWorkbench, searchWorkbench } from '@shared/cases/contract';
import { type CaseSummary } from '@shared/cases/schemas';
import { useApiList } from '@miniapp/client';
import { type QueueView } from '../model/filter';
import { useQuickAct } from './use-quick-act';

const NONE: CaseSummary[] = [];

/** The queue as it is narrowed, or what was found by words; with the one-tap actions on its cards. */
export function useCaseList({ queue, filter }: QueueView, words: string, staff: boolean) {
  const searching = words !== '';
  const queued = useApiList(getWorkbench, { query: { queue, ...filter } }, { enabled: staff && !searching });
  const found = useApiList(searchWorkbench, { query: { q: words } }, { enabled: staff && searching });
  const list = searching ? found : queued;
  return { list, quick: useQuickAct(list.data ?? NONE) };
}
