import { useState } from 'react';
import { useDidShow } from '@tarojs/taro';
import {
  cancelAppointment,
  getApplication,
  listMyAppointments,
  listMyWaits,
  listSlots,
  rebookAppointment,
} from '@shared/services/contract';
import { type AppointmentItem } from '@shared/services/views';
import { friendlyTime } from '@shared/time/shanghai';
import { call, explain, refreshApi, useApi, useApiList, useUser } from '@miniapp/client';
import { openPage, openTab } from '@miniapp/platform/navigation';
import { Button, Card, confirm, Empty, Page, Sheet, Skeleton, StatusTag, toast, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { MoreButton } from '@miniapp/widgets/more-button';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';
import { MyWaits } from '../../components/my-waits';
import { SlotPicker } from '../../components/slot-picker';
import '../../services.scss';

const STATES = {
  booked: { text: '已约好', tone: 'working' },
  cancelled: { text: '已取消', tone: 'declined' },
  past: { text: '已过', tone: 'done' },
} as const;

const changed = () => refreshApi(listMyAppointments, listMyWaits, listSlots, getApplication);

/** Seats kept for oneself first, since they run out; then one's appointments, to be moved or cancelled in time. */
export default function AppointmentsPage() {
  const user = useUser();
  useDidShow(() => {
    if (user) void refreshApi(listMyAppointments, listMyWaits);
  });
  return (
    <Page title="我的预约" width="form">
      {user ? (
        <Mine />
      ) : (
        <Empty
          icon="person"
          title="请先登录"
          action={{
            text: '登录',
            onPress: () => void openPage(routes.signIn, { to: routes.appointments }),
          }}
        />
      )}
    </Page>
  );
}

/** The clock gives seats to others: what is kept and waited for is asked again while one looks. */
const POLL_MS = 30_000;

function Mine() {
  const waits = useApi(listMyWaits, {}, { pollMs: POLL_MS });
  const query = useApiList(listMyAppointments, {});
  const waiting = waits.data?.items ?? [];
  // Where nothing came, it is said once.
  const failed = [waits, query].every(({ data, error }) => data === undefined && Boolean(error));
  return (
    <View className="lx-stack">
      {failed ? null : (
        <Loaded
          query={waits}
          skeleton={<Skeleton rows={1} />}
          isEmpty={({ items }) => items.length === 0}
          empty={null}
        >
          {({ items }) => <MyWaits items={items} />}
        </Loaded>
      )}
      <Loaded
        query={query}
        skeleton={<Skeleton kind="cards" rows={3} />}
        isEmpty={(items) => items.length === 0 && waiting.length === 0}
        empty={
          <Empty
            icon="calendar"
            title="还没有预约"
            note="约好时间去办事，不用排队"
            action={{ text: '看看能办什么', onPress: () => void openTab(routes.services) }}
          />
        }
      >
        {(items) => (
          <View className="lx-stack">
            {items.map((item) => (
              <AppointmentCard key={item.caseId} item={item} />
            ))}
            <MoreButton query={query}>更早的预约</MoreButton>
          </View>
        )}
      </Loaded>
    </View>
  );
}

function AppointmentCard({ item }: { item: AppointmentItem }) {
  const now = useNow();
  const [moving, setMoving] = useState(false);
  const [busy, setBusy] = useState(false);
  const { appointment, service, caseId } = item;
  const state = STATES[appointment.state];
  const run = async (work: () => Promise<unknown>, done: string) => {
    setBusy(true);
    try {
      await work();
      toast.done(done);
      setMoving(false);
    } catch (error) {
      toast.fail(explain(error));
    } finally {
      setBusy(false);
      await changed();
    }
  };
  const cancel = async () => {
    const yes = await confirm({
      title: '取消这个预约？',
      text: '号会让给候补的人。办事申请还在，可以再约。',
      yes: '取消预约',
      no: '不取消',
      danger: true,
    });
    if (yes) await run(() => call(cancelAppointment, { params: { id: caseId } }), '已取消');
  };
  return (
    <Card title={service.name} extra={<StatusTag tone={state.tone}>{state.text}</StatusTag>}>
      <View className="lx-stack">
        <View className="lx-title lx-num">{friendlyTime(Date.parse(appointment.startAt), now)}</View>
        <View className="lx-small">{appointment.site}</View>
        <View className="service-tags">
          <Button kind="ghost" size="small" onPress={() => void openPage(routes.detail, { id: caseId })}>
            看进度
          </Button>
          {appointment.mayCancel ? (
            <>
              <Button kind="secondary" size="small" disabled={busy} onPress={() => setMoving(true)}>
                改期
              </Button>
              <Button kind="secondary" size="small" disabled={busy} onPress={() => void cancel()}>
                取消预约
              </Button>
            </>
          ) : null}
        </View>
        {appointment.state === 'booked' && !appointment.mayCancel ? (
          <View className="lx-caption">离开始不到 2 小时，不能再改；来不了请打办理点电话</View>
        ) : null}
      </View>
      <Sheet open={moving} title="改到什么时候" onClose={() => setMoving(false)}>
        <SlotPicker
          serviceId={service.id}
          value={appointment.slotId}
          onChange={({ id }) =>
            void run(
              () => call(rebookAppointment, { params: { id: caseId }, body: { slotId: id } }),
              '已改期',
            )
          }
        />
      </Sheet>
    </Card>
  );
}
