import { useRef } from 'react';
import { type ActionInput } from '@shared/cases/action-bodies';
import { actOnCase, getCase, listCaseEvents, listCases, listMyCases } from '@shared/cases/contract';
import { type CaseView } from '@shared/cases/schemas';
import { type WiredAction } from '@shared/cases/workflow';
import { ApiProblem, call, isTemporary, newKey, putApi, refreshApi, useApi } from '@miniapp/client';

const POLL_MS = 60_000;

/** One case as the person may see it; asked again every minute while it is on the screen. */
export function useCase(id: string) {
  return useApi(getCase, { params: { id } }, { enabled: id !== '', pollMs: POLL_MS });
}

/**
 * Does something to a case and shows the answer everywhere. One key per submission: pressing again after a lost
 * answer repeats the same submission, never makes a second one. Rejects with ApiProblem or NetworkError.
 */
export function useCaseAction(id: string) {
  const pending = useRef<{ text: string; key: string }>();
  return async <A extends WiredAction>(action: A, body: ActionInput<A>): Promise<CaseView> => {
    const text = JSON.stringify([action, body]);
    const key = pending.current?.text === text ? pending.current.key : newKey();
    pending.current = { text, key };
    try {
      const view = await call(actOnCase, { params: { id, action }, body }, { idempotencyKey: key });
      pending.current = undefined;
      putApi(getCase, { params: { id } }, view);
      await refreshApi(listMyCases, listCases, listCaseEvents);
      return view;
    } catch (error) {
      if (!isTemporary(error)) pending.current = undefined;
      // Somebody else moved it meanwhile: show how it stands now.
      if (error instanceof ApiProblem && error.status === 409) await refreshApi(getCase);
      throw error;
    }
  };
}
