import { createRoutingIndex } from './routing-index';
import { type RoutableArea, type RoutingIndex } from './types';

export interface LiveRoutingIndexOptions {
  /** All areas of the tree, boundaries in WGS-84. */
  loadAreas: () => Promise<readonly RoutableArea[]>;
  /** A number that changes whenever any area changes. */
  readRevision: () => Promise<number>;
  /** Milliseconds between looks at the revision. Default 3000. */
  everyMs?: number;
  /** Told when a periodic refresh failed; the index in use stays. */
  onError: (error: unknown) => void;
}

/** Keeps a routing index up to date with the stored areas. */
export interface LiveRoutingIndex {
  /** The index in use; an empty one until the first refresh has succeeded. */
  current(): RoutingIndex;
  /** Revision of the index in use, null before the first load. */
  revision(): number | null;
  /**
   * Rebuilds if the revision changed; calls during a refresh share it. The old index stays when it rejects.
   * @param force rebuild also when the revision is the same
   * @returns true when a new index is in use
   */
  refresh(force?: boolean): Promise<boolean>;
  /** Looks at the revision every `everyMs`; does not keep the process alive. */
  start(): void;
  /** Stops looking and waits for a refresh under way. */
  stop(): Promise<void>;
}

export function createLiveRoutingIndex(options: LiveRoutingIndexOptions): LiveRoutingIndex {
  const { loadAreas, readRevision, onError, everyMs = 3000 } = options;
  let index = createRoutingIndex([]);
  let revision: number | null = null;
  let running: Promise<boolean> | null = null;
  let timer: NodeJS.Timeout | null = null;

  async function rebuild(force: boolean): Promise<boolean> {
    // Read before loading: a change in between is then seen as a newer revision next time.
    const latest = await readRevision();
    if (!force && latest === revision) return false;
    const next = createRoutingIndex(await loadAreas());
    index = next;
    revision = latest;
    return true;
  }

  function refresh(force = false): Promise<boolean> {
    // A forced refresh must see what was written before the call, so it runs after the one under way.
    if (running && force)
      return running.then(
        () => refresh(true),
        () => refresh(true),
      );
    running ??= rebuild(force).finally(() => {
      running = null;
    });
    return running;
  }

  return {
    current: () => index,
    revision: () => revision,
    refresh,
    start() {
      if (timer) return;
      timer = setInterval(() => void refresh().catch(onError), everyMs);
      timer.unref();
    },
    async stop() {
      if (timer) clearInterval(timer);
      timer = null;
      await running?.catch(onError);
    },
  };
}
