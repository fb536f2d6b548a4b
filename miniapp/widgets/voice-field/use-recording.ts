import { useEffect, useRef, useState } from 'react';
import { UPLOAD_LIMITS } from '@shared/uploads/contract';
import { explain } from '@miniapp/client';
import { tapOnSuccess } from '@miniapp/platform/haptics';
import { recorder, type SpokenNote } from '@miniapp/platform/voice';

export interface Recording {
  /** `asking`: the phone asks for the microphone. */
  state: 'idle' | 'asking' | 'recording';
  /** Whole seconds spoken so far. */
  seconds: number;
  /** Why nothing was recorded, in words. */
  problem: string | undefined;
  start: () => void;
  finish: () => void;
  cancel: () => void;
}

/** One recording at a time; it ends by itself after sixty seconds, and with the page. */
export function useRecording(onNote: (note: SpokenNote) => void): Recording {
  const [state, setState] = useState<Recording['state']>('idle');
  const [since, setSince] = useState(0);
  const [now, setNow] = useState(0);
  const [problem, setProblem] = useState<string>();
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      recorder.cancel();
    };
  }, []);
  useEffect(() => {
    if (state !== 'recording') return undefined;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [state]);

  const ended = (note: SpokenNote | null): void => {
    if (gone.current) return;
    setState('idle');
    if (note) {
      tapOnSuccess();
      onNote(note);
    }
  };
  const start = async (): Promise<void> => {
    setState('asking');
    setProblem(undefined);
    try {
      await recorder.start(ended);
      // The page was left while the phone asked.
      if (gone.current) return recorder.cancel();
      setSince(Date.now());
      setNow(Date.now());
      setState('recording');
    } catch (error) {
      if (gone.current) return;
      setState('idle');
      setProblem(explain(error));
    }
  };
  return {
    state,
    problem,
    seconds: Math.min(UPLOAD_LIMITS.audioSeconds, Math.max(0, Math.floor((now - since) / 1000))),
    start: () => void start(),
    finish: recorder.finish,
    cancel: recorder.cancel,
  };
}
