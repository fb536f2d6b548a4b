import { useEffect, useRef, useState } from 'react';
import { actOnCases, getCase, getWorkbench, getWorkbenchSummary } from '@shared/cases/contract';
import { type CaseSummary } from '@shared/cases/schemas';
import { listSavedFilters } from '@shared/workbench/saved-filters';
import { call, explain, newKey, refreshApi } from '@miniapp/client';
import { batchBody, batchLines, failedIds, okIds, type BatchForm, type BatchLine } from '../model/batch';

/** So long a batch waits to be called off. */
export const UNDO_S = 5;

export type BatchPhase =
  | { at: 'form' }
  | { at: 'looking' }
  | { at: 'preview'; lines: BatchLine[] }
  | { at: 'waiting'; lines: BatchLine[]; left: number }
  | { at: 'sending'; lines: BatchLine[] }
  | { at: 'done'; lines: BatchLine[] };

export interface Batch {
  phase: BatchPhase;
  trouble: string | undefined;
  /** Asks which of them would go. */
  look: (form: BatchForm, items: readonly CaseSummary[]) => Promise<void>;
  back: () => void;
  /** Sends those that would go, after the time to call it off. */
  confirm: () => void;
  undo: () => void;
  /** What failed, once more. */
  retry: () => void;
}

/** One batch from the form to its results. Sending the same again uses the same key: nothing is done twice. */
export function useBatch(): Batch {
  const [phase, setPhase] = useState<BatchPhase>({ at: 'form' });
  const [trouble, setTrouble] = useState<string>();
  const asked = useRef<{ form: BatchForm; items: readonly CaseSummary[] }>();
  const last = useRef({ content: '', key: '' });

  const post = async (ids: readonly string[], preview: '0' | '1'): Promise<BatchLine[]> => {
    const { form, items } = asked.current ?? { form: null, items: [] };
    if (!form) return [];
    const body = { ids: [...ids], action: form.action, body: batchBody(form) };
    const content = JSON.stringify([preview, body]);
    if (last.current.content !== content || preview === '1') last.current = { content, key: newKey() };
    const input = { query: { preview }, body };
    const { results } = await call(actOnCases, input, { idempotencyKey: last.current.key });
    return batchLines(results, items);
  };

  const send = async (lines: BatchLine[], ids: readonly string[]): Promise<void> => {
    setPhase({ at: 'sending', lines });
    setTrouble(undefined);
    try {
      const answered = await post(ids, '0');
      // An answer ends this batch: what failed is tried under a new key.
      last.current = { content: '', key: '' };
      const byId = new Map(answered.map((line) => [line.id, line]));
      setPhase({ at: 'done', lines: lines.map((line) => byId.get(line.id) ?? line) });
      void refreshApi(getWorkbench, getWorkbenchSummary, getCase, listSavedFilters);
    } catch (error) {
      setTrouble(`没有提交成功：${explain(error)}`);
      setPhase({ at: 'preview', lines });
    }
  };

  const latest = useRef(send);
  useEffect(() => {
    latest.current = send;
  });
  useEffect(() => {
    if (phase.at !== 'waiting') return undefined;
    const timer = setTimeout(() => {
      if (phase.left > 1) setPhase({ ...phase, left: phase.left - 1 });
      else void latest.current(phase.lines, okIds(phase.lines));
    }, 1000);
    return () => clearTimeout(timer);
  }, [phase]);

  return {
    phase,
    trouble,
    async look(form, items) {
      asked.current = { form, items };
      setPhase({ at: 'looking' });
      setTrouble(undefined);
      try {
        const lines = await post(
          items.map(({ id }) => id),
          '1',
        );
        setPhase({ at: 'preview', lines });
      } catch (error) {
        setTrouble(explain(error));
        setPhase({ at: 'form' });
      }
    },
    back: () => setPhase({ at: 'form' }),
    confirm: () => {
      if (phase.at === 'preview') setPhase({ at: 'waiting', lines: phase.lines, left: UNDO_S });
    },
    undo: () => {
      if (phase.at === 'waiting') setPhase({ at: 'preview', lines: phase.lines });
    },
    retry: () => {
      if (phase.at === 'done') void send(phase.lines, failedIds(phase.lines));
    },
  };
}
