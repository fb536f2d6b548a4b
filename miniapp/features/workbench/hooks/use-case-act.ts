import { useRef, useState } from 'react';
import { actOnCase, getCase, getWorkbenchSummary } from '@shared/cases/contract';
import { type CaseView } from '@shared/cases/schemas';
import { call, newKey, putApi, refreshApi } from '@miniapp/client';
import { type StaffAction } from '../model/action-draft';
import { troubleOf, type Trouble } from '../model/trouble';

export interface CaseAct {
  busy: StaffAction | undefined;
  trouble: Trouble | undefined;
  clear: () => void;
  /** Carries out one action. Resolves with the case as it is then, or undefined when `trouble` says why not. */
  send: (action: StaffAction, body: Record<string, unknown>) => Promise<CaseView | undefined>;
}

/** Actions on one case. Trying the same thing again uses the same Idempotency-Key, so a lost answer does no harm. */
export function useCaseAct(id: string): CaseAct {
  const [busy, setBusy] = useState<StaffAction>();
  const [trouble, setTrouble] = useState<Trouble>();
  const last = useRef({ content: '', key: '' });

  const send: CaseAct['send'] = async (action, body) => {
    const content = JSON.stringify([id, action, body]);
    if (last.current.content !== content) last.current = { content, key: newKey() };
    setBusy(action);
    setTrouble(undefined);
    try {
      const view = await call(
        actOnCase,
        { params: { id, action }, body },
        { idempotencyKey: last.current.key },
      );
      putApi(getCase, { params: { id } }, view);
      void refreshApi(getWorkbenchSummary);
      return view;
    } catch (error) {
      const found = troubleOf(error);
      setTrouble(found);
      if (found.current) putApi(getCase, { params: { id } }, found.current);
      else if (found.outdated) await refreshApi(getCase);
      return undefined;
    } finally {
      setBusy(undefined);
    }
  };

  return { busy, trouble, clear: () => setTrouble(undefined), send };
}
