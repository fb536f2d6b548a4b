import { refreshApi, call, explain, useApi } from '@miniapp/client';
import {
  changeSavedFilter,
  listSavedFilters,
  removeSavedFilter,
  saveFilter,
  type SavedFilter,
} from '@shared/workbench/saved-filters';
import { toast } from '@miniapp/ui';
import { type QueueView } from '../model/filter';

const POLL_MS = 60_000;
const NONE: SavedFilter[] = [];

export interface SavedFilters {
  items: SavedFilter[];
  /** Each resolves with whether it worked; what went wrong has been said. */
  save: (name: string, view: QueueView) => Promise<boolean>;
  rename: (id: string, name: string) => Promise<boolean>;
  move: (id: string, position: number) => Promise<boolean>;
  remove: (id: string) => Promise<boolean>;
}

export function useSavedFilters(enabled: boolean): SavedFilters {
  const query = useApi(listSavedFilters, { query: { counts: '1' } }, { enabled, pollMs: POLL_MS });
  const attempt = async (work: Promise<unknown>): Promise<boolean> => {
    try {
      await work;
      await refreshApi(listSavedFilters);
      return true;
    } catch (error) {
      toast.fail(explain(error));
      return false;
    }
  };
  return {
    items: query.data?.items ?? NONE,
    save: (name, { queue, filter }) => attempt(call(saveFilter, { body: { name, queue, filter } })),
    rename: (id, name) => attempt(call(changeSavedFilter, { params: { id }, body: { name } })),
    move: (id, position) => attempt(call(changeSavedFilter, { params: { id }, body: { position } })),
    remove: (id) => attempt(call(removeSavedFilter, { params: { id } })),
  };
}
