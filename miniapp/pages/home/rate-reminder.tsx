import { useState } from 'react';
import { listMyCases } from '@shared/cases/contract';
import { shanghaiDate } from '@shared/time/shanghai';
import { useApi, useUser } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { storage } from '@miniapp/platform/storage';
import { Button, Card, View } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';
import { reminderText } from './reminder-text';

/** The Shanghai date for which the reminder was put away. */
const KEY = 'lx.rate-later';
const ASKED = 5;

/** A gentle place for what waits for my rating; put away, it stays away for the day. */
export function RateReminder() {
  const user = useUser();
  const today = shanghaiDate(useNow());
  const [putAway, setPutAway] = useState(() => storage.get<string>(KEY));
  const waiting = useApi(
    listMyCases,
    { query: { relation: 'toRate', limit: ASKED } },
    { enabled: user !== null && putAway !== today },
  );
  const items = (user && putAway !== today && waiting.data?.items) || [];
  const [first] = items;
  if (!first) return null;
  const later = () => {
    storage.set(KEY, today);
    setPutAway(today);
  };
  const open = () =>
    items.length === 1
      ? void openPage(routes.rate, { id: first.id })
      : void openPage(routes.mine, { tab: 'toRate' });
  return (
    <Card title="等您评价">
      <View className="lx-stack">
        <View>{reminderText(items, waiting.data?.nextCursor != null)}</View>
        <View className="home-rate__buttons">
          <Button icon="star" onPress={open}>
            去评价
          </Button>
          <Button kind="ghost" onPress={later}>
            今天先不评
          </Button>
        </View>
      </View>
    </Card>
  );
}
