import { useState } from 'react';
import { ApiProblem, explain } from '@miniapp/client';
import { toast } from '@miniapp/ui';

export type Wrong = Partial<Record<string, string>>;

/** Sends a form; what the server finds wrong stands at its field. */
export function useForm() {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Wrong>({});
  const send = async (work: () => Promise<unknown>, done: string): Promise<boolean> => {
    setBusy(true);
    try {
      await work();
      toast.done(done);
      return true;
    } catch (error) {
      const issues = error instanceof ApiProblem ? error.errors : [];
      setWrong(Object.fromEntries(issues.map(({ path, message }): [string, string] => [path, message])));
      toast.fail(explain(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, wrong, setWrong, send };
}
