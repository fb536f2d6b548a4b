import { useEffect, useState } from 'react';

const MINUTE = 60_000;

/** The present in ms, moving on every minute, for countdowns and "今天 15:20". */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return now;
}
