import { useRef, useState } from 'react';
import { changeAreas, listAreaChanges } from '@shared/area-changes/contract';
import { type AreaChangeReport, type AreaChangeView } from '@shared/area-changes/schemas';
import { getArea, getContacts, listAreas } from '@shared/areas/contract';
import { ApiProblem, call, explain, newKey, refreshApi } from '@miniapp/client';
import { bodyOf, type RedrawDraft } from '../model/redraw-draft';

export interface RedrawState {
  busy: 'checking' | 'ordering' | null;
  report: AreaChangeReport | null;
  order: AreaChangeView | null;
  error: string | null;
  check: (draft: RedrawDraft) => void;
  confirm: (draft: RedrawDraft) => void;
  forget: () => void;
}

/** Draw → it is checked → the person confirms → the same change is ordered. */
export function useRedraw(): RedrawState {
  const [busy, setBusy] = useState<RedrawState['busy']>(null);
  const [report, setReport] = useState<AreaChangeReport | null>(null);
  const [order, setOrder] = useState<AreaChangeView | null>(null);
  const [error, setError] = useState<string | null>(null);
  // Pressed again after a lost answer it stays one order.
  const key = useRef(newKey());

  const send = async (draft: RedrawDraft, dryRun: boolean): Promise<void> => {
    setBusy(dryRun ? 'checking' : 'ordering');
    setError(null);
    try {
      const body = { ...bodyOf(draft), dryRun, ...(!dryRun && report && { revision: report.revision }) };
      const idempotencyKey = dryRun ? newKey() : key.current;
      const answer = await call(changeAreas, { body }, { idempotencyKey });
      if (answer.change) {
        setOrder(answer.change);
        await refreshApi(listAreaChanges, listAreas, getArea, getContacts);
      } else setReport(answer.report);
    } catch (failure) {
      if (failure instanceof ApiProblem) key.current = newKey();
      setError(explain(failure));
    } finally {
      setBusy(null);
    }
  };
  return {
    busy,
    report,
    order,
    error,
    check: (draft) => void send(draft, true),
    confirm: (draft) => void send(draft, false),
    forget: () => {
      setReport(null);
      setError(null);
    },
  };
}
