import { createStore, type StoreApi } from 'zustand/vanilla';
import { createVisit, type VisitView } from '@shared/visits/contract';
import { LATE_DAYS, type VisitPurpose } from '@shared/visits/rules';
import { DAY_MS } from '@shared/time/shanghai';
import { type Call } from './create-call';
import { explain, isTemporary } from './errors';
import { newKey } from './ids';
import { type KeyValueStore } from './ports';

/** What a worker wrote down on his way, with the key that makes it one visit however often it is sent. */
export interface VisitDraft {
  id: string;
  userId: string;
  key: string;
  /** `draft`: being written · `waiting`: for network · `refused`: the server said no, `problem` says why. */
  state: 'draft' | 'waiting' | 'refused';
  problem?: string;
  purpose: VisitPurpose;
  /** When he was there. */
  at: string;
  place?: { lng: number; lat: number; coordType: 'gcj02' | 'wgs84' | 'bd09' };
  placeText: string;
  people: string;
  note: string;
  findings: string;
}
export type VisitWords = Pick<
  VisitDraft,
  'purpose' | 'at' | 'place' | 'placeText' | 'people' | 'note' | 'findings'
>;

export interface VisitBoxDeps {
  call: Call;
  store: KeyValueStore;
  userId: () => string | null;
  now?: () => number;
  onSent?: (visit: VisitView) => void;
}

export interface VisitBox {
  /** Those of whoever is signed in, the newest first. */
  state: StoreApi<VisitDraft[]>;
  /** A fresh one; kept once something is written in it. */
  create(): VisitDraft;
  /** Keeps what is written. What was refused is a draft again, under another key: it is another submission. */
  save(draft: VisitDraft, words: Partial<VisitWords>): VisitDraft;
  discard(id: string): void;
  /** Sends it. True when it arrived, false when it waits for network; rejects when the server said no. */
  submit(id: string): Promise<boolean>;
  /** Sends what waits. */
  flush(): Promise<void>;
  /** How much of it has not arrived: asked about before it is wiped. */
  unsent(): number;
  /** What is kept here names people: nothing stays for whoever has the device next. */
  wipe(): void;
  /** Somebody else is signed in now: what is not his is wiped. */
  changeOwner(): void;
}

const KEY = 'lx.visits';
const lines = (text: string, at: RegExp) =>
  text
    .split(at)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Whether anything is in it that would be a loss. */
export const isBlankVisit = ({ placeText, people, note, findings, place }: VisitWords): boolean =>
  !place && [placeText, people, note, findings].every((text) => text.trim() === '');

/** Visits written on this device and not yet sent; several, each sent once, by itself when there is a network. */
export function createVisitBox({ call, store, userId, now = Date.now, onSent }: VisitBoxDeps): VisitBox {
  const stored = () => store.get<VisitDraft[]>(KEY) ?? [];
  const mine = () => stored().filter((draft) => draft.userId === userId());
  const state = createStore<VisitDraft[]>(mine);
  const underway = new Map<string, Promise<boolean>>();

  function write(id: string, draft: VisitDraft | null): void {
    // Of all others storage has the truth: another tab may have sent or thrown away some since.
    const others = stored().filter((other) => other.id !== id);
    const next = draft ? [draft, ...others] : others;
    if (next.length > 0) store.set(KEY, next);
    else store.remove(KEY);
    state.setState(mine(), true);
  }

  async function send(draft: VisitDraft): Promise<boolean> {
    const { place, purpose, at, key } = draft;
    if (!place) throw new Error('a visit without a place is not sent');
    const body = {
      purpose,
      at,
      place,
      placeText: draft.placeText.trim(),
      note: draft.note.trim(),
      people: lines(draft.people, /[、，,\s]+/),
      findings: lines(draft.findings, /\n+/),
    };
    // Before it leaves: whatever becomes of the answer, it is sent again under the same key.
    write(draft.id, { ...draft, state: 'waiting', problem: undefined });
    try {
      const visit = await call(createVisit, { body }, { idempotencyKey: key });
      write(draft.id, null);
      onSent?.(visit);
      return true;
    } catch (error) {
      if (isTemporary(error)) return false;
      write(draft.id, { ...draft, state: 'refused', problem: explain(error) });
      throw error;
    }
  }

  function sendOnce(id: string): Promise<boolean> {
    const running = underway.get(id);
    if (running) return running;
    const draft = stored().find((other) => other.id === id && other.userId === userId());
    if (!draft) return Promise.resolve(true);
    const job = send(draft).finally(() => underway.delete(id));
    underway.set(id, job);
    return job;
  }

  return {
    state,
    create: () => ({
      id: newKey(),
      userId: userId() ?? '',
      key: newKey(),
      state: 'draft',
      purpose: 'patrol',
      at: new Date(now()).toISOString(),
      placeText: '',
      people: '',
      note: '',
      findings: '',
    }),
    save(draft, words) {
      const next: VisitDraft = {
        ...draft,
        ...words,
        key: newKey(),
        state: 'draft',
        problem: undefined,
      };
      write(draft.id, isBlankVisit(next) ? null : next);
      return next;
    },
    discard: (id) => {
      if (!underway.has(id)) write(id, null);
    },
    submit: sendOnce,
    async flush() {
      // The oldest first, so that a day's log arrives in its order.
      for (const { id } of mine()
        .filter((draft) => draft.state === 'waiting')
        .reverse())
        // Refused: it stays, with the reason, for its writer to mend.
        await sendOnce(id).catch(() => false);
    },
    unsent: () => mine().length,
    wipe() {
      store.remove(KEY);
      state.setState([], true);
    },
    changeOwner() {
      const owner = userId();
      // Signed out by the server: it is his again when he signs in, as long as it could still be written down.
      const kept = stored().filter(
        (draft) =>
          draft.userId === owner || (owner === null && Date.parse(draft.at) > now() - LATE_DAYS * DAY_MS),
      );
      if (kept.length > 0) store.set(KEY, kept);
      else store.remove(KEY);
      state.setState(mine(), true);
    },
  };
}
