import { useEffect, useState } from 'react';
import { type CheckInCodes } from '@shared/activities/schemas';
import { Card, View } from '@miniapp/ui';
import './index.scss';

const TICK_MS = 500;
/** So often the codes ahead are fetched anew: five minutes of them are there before the network is needed. */
export const CODES_POLL_MS = 120_000;

interface RotatingCodeProps {
  codes: CheckInCodes | undefined;
  /** When they came, by this device's clock. */
  cameAt: number;
  hint: string;
}

/** The code on the organiser's screen, a new one every half minute. */
export function RotatingCode({ codes, cameAt, hint }: RotatingCodeProps) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  if (!codes) return null;
  // The codes go by the server's clock, whatever this device's says.
  const at = now + Date.parse(codes.now) - cameAt;
  const current = codes.codes.find(({ from, until }) => Date.parse(from) <= at && at < Date.parse(until));
  if (!current) return null;
  return (
    <Card title="签到码">
      <View className="check-in-code" label={`签到码 ${current.code.split('').join(' ')}`} role="img">
        {current.code}
      </View>
      <View className="lx-caption lx-num">
        {`${Math.ceil((Date.parse(current.until) - at) / 1000)} 秒后换。${hint}`}
      </View>
    </Card>
  );
}
