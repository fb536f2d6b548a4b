import { useState } from 'react';
import { actOnCase, getCase, getWorkbenchSummary } from '@shared/cases/contract';
import { type CaseSummary, type CaseView } from '@shared/cases/schemas';
import { call, explain, putApi, refreshApi } from '@miniapp/client';
import { carryOut } from '../model/carry-out';
import { type NextStep } from '../model/next-step';
import { settle, withOverlay, type Overlay, type Overlays } from '../model/overlay';
import { troubleOf } from '../model/trouble';

export interface QuickActs {
  /** The cards as they are to be shown. */
  shown: CaseSummary[];
  overlayOf: (id: string) => Overlay | undefined;
  run: (subject: CaseSummary, step: Extract<NextStep, { kind: 'quick' }>) => Promise<void>;
  /** Another part of the screen changed a case. */
  note: (view: CaseView) => void;
  /** Forgets refusals, before the list is read anew. */
  forgetRefusals: () => void;
}

/** One-tap actions on the cards of a list: shown at once, made true by the answer, taken back with words when refused. */
export function useQuickAct(loaded: readonly CaseSummary[]): QuickActs {
  const [overlays, setOverlays] = useState<Overlays>({});
  const current = settle(overlays, loaded);
  const put = (id: string, overlay: Overlay) => setOverlays((before) => ({ ...before, [id]: overlay }));

  return {
    shown: loaded.map((card) => withOverlay(card, current[card.id])),
    overlayOf: (id) => current[id],
    async run(subject, step) {
      const { id } = subject;
      if (current[id]?.kind === 'busy') return;
      put(id, { kind: 'busy', becomes: step.becomes });
      const { view, error } = await carryOut(
        (ref, action, body) => call(actOnCase, { params: { id: ref, action }, body }),
        subject,
        step.actions,
      );
      if (view) putApi(getCase, { params: { id } }, view);
      if (error === null && view) put(id, { kind: 'done', view });
      else {
        const now = view ?? troubleOf(error).current;
        const message = `没有${step.label}成功：${explain(error)}`;
        put(id, { kind: 'refused', message, view: now, version: now?.version ?? subject.version });
      }
      await refreshApi(getWorkbenchSummary);
    },
    note: (view) => put(view.id, { kind: 'done', view }),
    forgetRefusals: () =>
      setOverlays((before) =>
        Object.fromEntries(Object.entries(before).filter(([, { kind }]) => kind !== 'refused')),
      ),
  };
}
