import { useState } from 'react';
import { explain } from '@miniapp/client';
import { toast } from '@miniapp/ui';

/** One thing at a time: says when it is done, and in plain words when it is not. */
export function useAct() {
  const [busy, setBusy] = useState(false);
  const act = async (work: () => Promise<unknown>, done?: string): Promise<boolean> => {
    setBusy(true);
    try {
      await work();
      if (done) toast.done(done);
      return true;
    } catch (error) {
      toast.fail(explain(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, act };
}
