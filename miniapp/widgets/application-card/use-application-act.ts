import { useRef, useState } from 'react';
import { getCase, listCaseEvents, listMyCases } from '@shared/cases/contract';
import { getApplication } from '@shared/services/contract';
import { ApiProblem, explain, isTemporary, newKey, refreshApi } from '@miniapp/client';
import { toast } from '@miniapp/ui';

/**
 * Sends one thing about an application. One key as long as nothing is changed, so that pressing again after a lost
 * answer does it once. `error` is for the form; what somebody else changed meanwhile is shown at once.
 */
export function useApplicationAct(onDone: () => void) {
  const pending = useRef<{ text: string; key: string }>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const run = async <B extends object>(
    body: B | Promise<B>,
    send: (body: B, idempotencyKey: string) => Promise<unknown>,
    done: string,
  ): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      const ready = await body;
      const text = JSON.stringify(ready);
      const key = pending.current?.text === text ? pending.current.key : newKey();
      pending.current = { text, key };
      await send(ready, key);
      toast.done(done);
      onDone();
    } catch (failure) {
      if (!isTemporary(failure)) pending.current = undefined;
      const outdated = failure instanceof ApiProblem && failure.status === 409;
      setError(outdated ? `${failure.detail}。已换成最新内容，请再看一遍` : explain(failure));
    } finally {
      setBusy(false);
      await refreshApi(getApplication, getCase, listCaseEvents, listMyCases);
    }
  };
  return { run, busy, error, setError };
}
