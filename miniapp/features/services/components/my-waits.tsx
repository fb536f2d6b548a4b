import { useState } from 'react';
import { leaveWait, listMyWaits, releaseSlot } from '@shared/services/contract';
import { type WaitItem } from '@shared/services/views';
import { friendlyTime } from '@shared/time/shanghai';
import { call, explain, refreshApi } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Banner, Button, Card, confirm, StatusTag, toast, View } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';

/** Seats kept for oneself, to be taken or given back, and slots one still waits for. */
export function MyWaits({ items }: { items: readonly WaitItem[] }) {
  return (
    <View className="lx-stack">
      {items.map((item) => (
        <WaitCard key={`${item.service.id}/${item.slotId}`} item={item} />
      ))}
    </View>
  );
}

const GIVE_BACK = {
  title: '这个号不要了？',
  text: '号马上让给后面候补的人，您要再约就得重新选时段。',
  yes: '不要了',
  no: '我还要',
  danger: true,
};
const STOP_WAITING = {
  title: '不再候补？',
  text: '您排的位置就没有了，再候补要从后面排起。',
  yes: '不再候补',
  no: '接着候补',
  danger: true,
};

function WaitCard({ item }: { item: WaitItem }) {
  const now = useNow();
  const [busy, setBusy] = useState(false);
  const { service, slotId, startAt, site, until, ahead } = item;
  const params = { id: service.id, slotId };
  const leave = async () => {
    if (!(await confirm(until ? GIVE_BACK : STOP_WAITING))) return;
    setBusy(true);
    try {
      await (until ? call(releaseSlot, { params }) : call(leaveWait, { params }));
      toast.done(until ? '已退回' : '不再候补');
    } catch (error) {
      toast.fail(explain(error));
    } finally {
      setBusy(false);
      await refreshApi(listMyWaits);
    }
  };
  return (
    <Card
      title={service.name}
      extra={<StatusTag tone={until ? 'working' : 'waiting'}>{until ? '给您留着' : '候补中'}</StatusTag>}
    >
      <View className="lx-stack">
        <View className="lx-title lx-num">{friendlyTime(Date.parse(startAt), now)}</View>
        <View className="lx-small">{site}</View>
        {until ? (
          <Banner tone="warning">{`留到 ${friendlyTime(Date.parse(until), now)}，到时没有提交申请就让给别人`}</Banner>
        ) : (
          <View className="lx-small lx-num">
            {ahead ? `前面还有 ${ahead} 人；有号就发消息告诉您` : '您排在最前面；有号就发消息告诉您'}
          </View>
        )}
        <View className="service-tags">
          {until ? (
            <Button
              size="small"
              disabled={busy}
              onPress={() => void openPage(routes.applyService, { id: service.id, slot: slotId })}
            >
              去预约
            </Button>
          ) : null}
          <Button kind="secondary" size="small" disabled={busy} onPress={() => void leave()}>
            {until ? '不要了' : '不再候补'}
          </Button>
        </View>
      </View>
    </Card>
  );
}
