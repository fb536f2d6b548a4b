import { useEffect, useState } from 'react';
import { explain, newKey, NetworkError } from '@miniapp/client';
import { toast } from '@miniapp/ui';

/** So long a code may be kept without a network and still be taken; the server counts two minutes. */
const KEPT_MS = 110_000;
const AGAIN_MS = 5_000;

export interface SeenCode {
  code: string;
  /** When it was typed in, ISO 8601. */
  capturedAt: string;
  /** For the idempotency of its sending. */
  key: string;
}

/**
 * Sends a code that was read off a screen; without a network it is kept and sent again until it is too old.
 * @param send throws NetworkError while there is none
 * @returns what has to be done with a typed code, and whether one is kept
 */
export function useCode<T>(send: (seen: SeenCode) => Promise<T>, onDone: (answer: T) => Promise<void>) {
  const [kept, setKept] = useState<SeenCode>();
  useEffect(() => {
    if (!kept) return undefined;
    const timer = setInterval(() => {
      if (Date.now() - Date.parse(kept.capturedAt) > KEPT_MS) {
        setKept(undefined);
        toast.fail('一直没有网络，请看屏幕上现在的码再签一次');
        return;
      }
      send(kept).then(
        async (answer) => {
          setKept(undefined);
          await onDone(answer);
          toast.done('签到成功');
        },
        (error: unknown) => {
          if (error instanceof NetworkError) return;
          setKept(undefined);
          toast.fail(explain(error));
        },
      );
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, [kept, send, onDone]);

  const enter = async (typed: string): Promise<void> => {
    const seen = { code: typed.replace(/\D/g, ''), capturedAt: new Date().toISOString(), key: newKey() };
    try {
      await onDone(await send(seen));
      toast.done('签到成功');
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error;
      setKept(seen);
    }
  };
  return { kept: kept !== undefined, enter };
}
