import { useEffect } from 'react';
import { getCase, getWorkbench } from '@shared/cases/contract';
import { call, KEPT_WORK_KEY, useApi, useHasRole, useUser } from '@miniapp/client';
import { storage, StorageFullError } from '@miniapp/platform/storage';
import { KEPT_AT_MOST, type KeptWork, missingViews, usable, withItems, withView } from '../model/kept-work';

/** So many details are fetched in one go; the next visit fetches the next. */
const FETCHED_AT_ONCE = 15;
const FRESH_MS = 60_000;

const read = () => storage.get<KeptWork>(KEPT_WORK_KEY);

/** A device without room keeps nothing rather than half. */
function keep(kept: KeptWork): void {
  try {
    storage.set(KEPT_WORK_KEY, kept);
  } catch (error) {
    if (!(error instanceof StorageFullError)) throw error;
    storage.remove(KEPT_WORK_KEY);
  }
}

/** What this device keeps of the person's open cases, if it is his and not too old. */
export function readKeptWork(userId: string | undefined): KeptWork | undefined {
  return usable(read(), userId, Date.now());
}

/** While there is a network, keeps the open cases on the device for when there is none. */
export function useKeepWork(): void {
  const userId = useUser()?.id;
  const staff = useHasRole();
  const todo = useApi(
    getWorkbench,
    { query: { queue: 'todo', limit: KEPT_AT_MOST } },
    { enabled: staff, staleMs: FRESH_MS },
  );
  const { data } = todo;
  useEffect(() => {
    if (!userId || !data) return;
    let ended = false;
    let kept = withItems(read(), userId, data.items, Date.now());
    keep(kept);
    const fetchMissing = async (): Promise<void> => {
      for (const id of missingViews(kept).slice(0, FETCHED_AT_ONCE)) {
        if (ended) return;
        const view = await call(getCase, { params: { id } });
        if (ended) return;
        kept = withView(kept, view, Date.now());
        keep(kept);
      }
    };
    // Without network the next visit tries again; nothing is shown of it.
    fetchMissing().catch(() => undefined);
    return () => {
      ended = true;
    };
  }, [userId, data]);
}
