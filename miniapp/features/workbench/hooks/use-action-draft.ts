import { useRef, useState } from 'react';
import { storage } from '@miniapp/platform/storage';
import { EMPTY_DRAFT, isTouched, readDraft, type ActionDraft, type StaffAction } from '../model/action-draft';

export interface DraftHandle {
  draft: ActionDraft;
  /** What is in the form this very moment; typing does not wait for a render. */
  read: () => ActionDraft;
  change: (part: Partial<ActionDraft>) => void;
  /** Puts other words into the text field. */
  rewrite: (text: string) => void;
  clear: () => void;
  /** Grows when the words were replaced by something else than typing: uncontrolled inputs are keyed by it. */
  generation: number;
}

/** Where the draft of an action on a case is kept on this device. */
export const draftKey = (caseId: string, action: StaffAction): string =>
  `lx.workbench.draft.${caseId}.${action}`;

/** What is filled in for an action on a case: kept on this device while it is typed, until it is sent or thrown away. */
export function useActionDraft(caseId: string, action: StaffAction): DraftHandle {
  const key = draftKey(caseId, action);
  const [draft, setDraft] = useState(() => readDraft(storage.get(key)));
  const [generation, setGeneration] = useState(0);
  const latest = useRef(draft);

  const keep = (next: ActionDraft): void => {
    latest.current = next;
    if (isTouched(next)) storage.set(key, next);
    else storage.remove(key);
    setDraft(next);
  };
  return {
    draft,
    read: () => latest.current,
    change(part) {
      keep({ ...latest.current, ...part });
    },
    rewrite(text) {
      keep({ ...latest.current, text });
      setGeneration((count) => count + 1);
    },
    clear() {
      keep(EMPTY_DRAFT);
      setGeneration((count) => count + 1);
    },
    generation,
  };
}
