import { useEffect, useState } from 'react';
import { getCheckInCodes } from '@shared/activities/contract';
import { useApi } from '@miniapp/client';
import { Card, View } from '@miniapp/ui';

const TICK_MS = 500;
const RENEW_MS = 120_000;

/** The code volunteers type in, a new one every half minute; five minutes of them are here ahead of the network. */
export function CheckInScreen({ id }: { id: string }) {
  const query = useApi(getCheckInCodes, { params: { id } }, { pollMs: RENEW_MS });
  const [now, setNow] = useState(Date.now);
  const { data, dataUpdatedAt } = query;
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  if (!data) return null;
  // The codes go by the server's clock, whatever this device's says.
  const at = now + Date.parse(data.now) - dataUpdatedAt;
  const current = data.codes.find(({ from, until }) => Date.parse(from) <= at && at < Date.parse(until));
  if (!current) return null;
  return (
    <Card title="签到码">
      <View className="vol-code" label={`签到码 ${current.code.split('').join(' ')}`} role="img">
        {current.code}
      </View>
      <View className="lx-caption lx-num">
        {`${Math.ceil((Date.parse(current.until) - at) / 1000)} 秒后换。请志愿者打开活动页，输入这个码。`}
      </View>
    </Card>
  );
}
