import { createStore, type StoreApi } from 'zustand/vanilla';
import { type CaseView } from '@shared/cases/schemas';
import { type Call } from './create-call';
import { StorageFullError } from '../platform/storage-types';
import { ApiProblem, explain } from './errors';
import { newKey } from './ids';
import { createPhotoList, type PhotoList, type PhotoListDeps } from './photo-list';
import { type KeyValueStore } from './ports';
import { sendSubmission } from './send-submission';
import { isBlank, type ReportForm, type Submission } from './submission';

export interface OutboxDeps {
  call: Call;
  store: KeyValueStore;
  photos: Pick<PhotoListDeps, 'upload' | 'pool' | 'mayUpload' | 'files'>;
  /** Who is signed in now. */
  userId: () => string | null;
  onSent?: (view: CaseView) => void;
  /** Runs work that no other tab does at the same time under that name; by itself there are no other tabs. */
  alone?: <T>(name: string, work: () => Promise<T>) => Promise<T>;
}

export interface Outbox {
  state: StoreApi<Submission[]>;
  /** The device has no room for what was written last: it is in memory only until something goes. */
  full: StoreApi<boolean>;
  /** The submission of that id; without one the newest draft, or a fresh one (kept once something is in it). */
  open(id?: string): Submission;
  /** Whether it is still on this device (not sent, not thrown away). */
  has(id: string): boolean;
  /** A fresh one, beside whatever drafts there are. */
  create(): Submission;
  save(id: string, form: ReportForm): void;
  photos(id: string): PhotoList;
  /** Throws it away; one that is being sent right now stays. */
  discard(id: string): void;
  /** Takes a waiting or refused one back for editing; false when it may already have arrived. */
  recall(id: string): boolean;
  /**
   * Sends it. Resolves with the case, or null when it stays waiting for network.
   * Rejects with ApiProblem when refused (it is a draft again) or when nobody is signed in.
   */
  submit(id: string): Promise<CaseView | null>;
  /** Sends what waits for the person signed in; failures stay visible at the item. */
  flush(): Promise<void>;
}

const KEY = 'lx.outbox';
const now = () => new Date().toISOString();
/** The next attempt is another submission: other body, other key. */
const unsent = { key: undefined, body: undefined, attempted: undefined };

/** Drafts and unsent reports of this device. Everything is in storage at every moment; closing the app loses nothing. */
export function createOutbox(deps: OutboxDeps): Outbox {
  // A transfer that was under way when the app was closed: its outcome is unknown, the key makes repeating it safe.
  const revive = (item: Submission): Submission =>
    item.state === 'sending' ? { ...item, state: 'waiting' } : item;
  const state = createStore<Submission[]>(() => (deps.store.get<Submission[]>(KEY) ?? []).map(revive));
  const full = createStore(() => false);
  const lists = new Map<string, PhotoList>();
  const fresh = new Map<string, Submission>();
  const underway = new Map<string, Promise<CaseView | null>>();
  const alone = deps.alone ?? ((_name, work) => work());

  const find = (id: string) => state.getState().find((item) => item.id === id) ?? fresh.get(id);
  /** What storage had no room for: of these alone memory knows better. */
  const unsaved = new Set<string>();
  /**
   * Puts one submission, or takes it away. Of all others storage has the truth: on the portal another tab may have
   * written, sent or thrown away some since.
   */
  function write(id: string, item: Submission | null): void {
    const stored = deps.store.get<Submission[]>(KEY) ?? [];
    const others = [
      ...stored,
      ...state
        .getState()
        .filter((own) => unsaved.has(own.id) && stored.every((other) => other.id !== own.id)),
    ].filter((other) => other.id !== id);
    const items = item ? [item, ...others] : others;
    state.setState(items, true);
    if (item) unsaved.add(id);
    try {
      deps.store.set(KEY, items);
    } catch (error) {
      if (!(error instanceof StorageFullError)) throw error;
      // The form goes on; its page says that closing it now would lose what was written.
      full.setState(true, true);
      return;
    }
    unsaved.clear();
    full.setState(false, true);
  }

  const stored = (id: string) => (deps.store.get<Submission[]>(KEY) ?? []).find((item) => item.id === id);

  /** Another tab has sent it, or thrown it away. */
  const isGone = (id: string): boolean => !fresh.has(id) && !unsaved.has(id) && stored(id) === undefined;

  function change(id: string, edit: Partial<Submission>): Submission {
    const current = find(id);
    if (!current) throw new Error(`outbox: no submission ${id}`);
    const next = { ...current, ...edit, updatedAt: now() };
    if (next.state === 'draft' && isBlank(next)) {
      fresh.set(id, next);
      if (state.getState().some((item) => item.id === id)) write(id, null);
    } else {
      fresh.delete(id);
      write(id, next);
    }
    return next;
  }

  function photos(id: string): PhotoList {
    const known = lists.get(id);
    if (known) return known;
    const list = createPhotoList({
      ...deps.photos,
      initial: find(id)?.photos,
      onChange: (next) => {
        if (find(id)) change(id, { photos: next });
      },
    });
    lists.set(id, list);
    return list;
  }

  function discard(id: string): void {
    if (underway.has(id)) return;
    lists
      .get(id)
      ?.state.getState()
      .forEach(({ localId }) => lists.get(id)?.remove(localId));
    lists.delete(id);
    fresh.delete(id);
    write(id, null);
  }

  async function send(id: string, userId: string): Promise<CaseView | null> {
    if (isGone(id)) {
      write(id, null);
      return null;
    }
    // What another tab has tried before us goes on under its key with its body.
    const { key = newKey(), body, attempted } = stored(id) ?? find(id) ?? {};
    const item = change(id, { state: 'sending', userId, key, body, attempted, problem: undefined });
    const view = await sendSubmission(item, {
      ...deps,
      photos: photos(id),
      change: (edit) => change(id, edit),
    });
    if (!view) {
      change(id, { state: 'waiting' });
      return null;
    }
    lists.get(id)?.dispose();
    lists.delete(id);
    write(id, null);
    deps.onSent?.(view);
    return view;
  }

  function sendOnce(id: string, userId: string): Promise<CaseView | null> {
    const running = underway.get(id);
    if (running) return running;
    const job = alone(`lx.outbox.${id}`, () => send(id, userId)).finally(() => underway.delete(id));
    underway.set(id, job);
    return job;
  }

  const create = (): Submission => {
    const item: Submission = {
      id: newKey(),
      state: 'draft',
      form: { text: '' },
      photos: [],
      createdAt: now(),
      updatedAt: now(),
    };
    fresh.set(item.id, item);
    return item;
  };

  return {
    state,
    full,
    photos,
    discard,
    create,
    has: (id) => find(id) !== undefined,
    open: (id) => (id ? find(id) : state.getState().find((item) => item.state === 'draft')) ?? create(),
    save: (id, form) => void change(id, { form }),
    recall(id) {
      const item = find(id);
      if (!item || item.attempted || item.state === 'sending') return false;
      change(id, { ...unsent, state: 'draft', userId: undefined, problem: undefined });
      return true;
    },
    async submit(id) {
      const userId = deps.userId();
      if (!userId) throw new ApiProblem({ status: 401, code: 'UNAUTHENTICATED', detail: '请先登录再提交' });
      try {
        return await sendOnce(id, userId);
      } catch (error) {
        change(id, { ...unsent, state: 'draft' });
        throw error;
      }
    },
    async flush() {
      const userId = deps.userId();
      if (!userId) return;
      const mine = state.getState().filter((item) => item.state === 'waiting' && item.userId === userId);
      for (const { id } of mine.reverse()) {
        if (!underway.has(id) && isGone(id)) continue;
        try {
          await sendOnce(id, userId);
        } catch (error) {
          const problem = { detail: explain(error), errors: error instanceof ApiProblem ? error.errors : [] };
          change(id, { ...unsent, state: 'refused', problem });
        }
      }
    },
  };
}
