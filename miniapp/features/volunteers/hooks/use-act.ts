import { useState } from 'react';
import { explain } from '@miniapp/client';
import { toast } from '@miniapp/ui';

/** Runs one thing at a time and says what came of it; `busy` names what runs. */
export function useAct() {
  const [busy, setBusy] = useState<string>();
  const act = async (name: string, work: () => Promise<unknown>, done?: string): Promise<boolean> => {
    if (busy) return false;
    setBusy(name);
    try {
      await work();
      if (done) toast.done(done);
      return true;
    } catch (error) {
      toast.fail(explain(error));
      return false;
    } finally {
      setBusy(undefined);
    }
  };
  return { busy, act };
}
