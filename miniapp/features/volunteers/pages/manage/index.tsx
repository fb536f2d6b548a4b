import { useState } from 'react';
import { useDidShow } from '@tarojs/taro';
import {
  cancelActivity,
  confirmHours,
  getActivity,
  listActivities,
  listAttendees,
  ORGANISERS,
} from '@shared/activities/contract';
import { type ActivityView, type ShiftView } from '@shared/activities/schemas';
import { call, putApi, refreshApi, useApi, useApiList } from '@miniapp/client';
import { openPage, useQuery } from '@miniapp/platform/navigation';
import {
  Banner,
  Button,
  Card,
  CellList,
  confirm,
  Empty,
  Page,
  Skeleton,
  SwitchCell,
  toast,
  View,
} from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { MoreButton } from '@miniapp/widgets/more-button';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';
import { AttendeeList } from '../../components/attendee-list';
import { CheckInScreen } from '../../components/check-in-screen';
import { PeopleOnly } from '@miniapp/widgets/people-only';
import { ReasonSheet } from '@miniapp/widgets/reason-sheet';
import { useAct } from '../../hooks/use-act';
import { roomText, spanText, waitingText } from '../../model/words';
import '../../volunteers.scss';

/** `?id=` an activity as its organiser works with it: code, people, hours, changes. */
export default function ManageActivityPage() {
  const { id = '' } = useQuery();
  const query = useApi(getActivity, { params: { id } });
  useDidShow(() => void refreshApi(getActivity, listAttendees));
  return (
    <Page title="组织活动" width="form">
      <PeopleOnly
        to={`${routes.manageActivity}?id=${id}`}
        note="活动由社区和网格的工作人员组织。"
        roles={ORGANISERS}
      >
        <Loaded query={query} skeleton={<Skeleton kind="cards" rows={3} />}>
          {(activity) =>
            activity.manage ? (
              <Manage activity={activity} />
            ) : (
              <Empty icon="lock" title="这是别处的活动" note="由发起它的社区来组织。" />
            )
          }
        </Loaded>
      </PeopleOnly>
    </Page>
  );
}

function Manage({ activity }: { activity: ActivityView }) {
  const { id, version, seriesId } = activity;
  const { busy, act } = useAct();
  const [cancelling, setCancelling] = useState(false);
  const [following, setFollowing] = useState(false);
  const cancel = async (reason: string): Promise<void> => {
    const done = await act(
      'cancel',
      async () => {
        const body = { reason, following, version };
        putApi(getActivity, { params: { id } }, await call(cancelActivity, { params: { id }, body }));
        await refreshApi(listActivities);
      },
      '已取消，会告诉每个报名的人',
    );
    if (done) setCancelling(false);
  };
  return (
    <>
      <Card title={activity.title}>
        <View className="lx-stack">
          <View className="lx-small">{activity.addressText}</View>
          {activity.cancelled ? (
            <Banner tone="danger">{`已取消：${activity.cancelled.reason}`}</Banner>
          ) : null}
          {activity.state === 'open' ? (
            <View className="vol-buttons">
              <Button
                kind="secondary"
                icon="pencil"
                onPress={() => void openPage(routes.editActivity, { id })}
              >
                修改
              </Button>
              <Button kind="danger" icon="close" onPress={() => setCancelling(true)}>
                取消活动
              </Button>
            </View>
          ) : null}
        </View>
      </Card>
      {activity.state === 'open' ? <CheckInScreen id={id} /> : null}
      {activity.shifts.map((shift, at) => (
        <ShiftPeople key={shift.id} activity={activity} shift={shift} number={at + 1} />
      ))}
      {cancelling ? (
        <ReasonSheet
          danger
          title="取消活动"
          label="取消原因"
          hint="报名的人都会收到"
          yes="取消活动"
          busy={busy === 'cancel'}
          onClose={() => setCancelling(false)}
          onSend={(reason) => void cancel(reason)}
        >
          {seriesId ? (
            <CellList label="以后的场次">
              <SwitchCell title="以后的场次也一起取消" on={following} onChange={setFollowing} />
            </CellList>
          ) : null}
        </ReasonSheet>
      ) : null}
    </>
  );
}

interface ShiftPeopleProps {
  activity: ActivityView;
  shift: ShiftView;
  number: number;
}

function ShiftPeople({ activity, shift, number }: ShiftPeopleProps) {
  const now = useNow();
  const { busy, act } = useAct();
  const params = { id: activity.id, shiftId: shift.id };
  const query = useApiList(listAttendees, { params, query: { limit: 100 } });
  const isOver = Date.parse(shift.end) <= now;
  const confirmAll = async (): Promise<void> => {
    const text = '签到了的按时长记积分，没签到的记没有到。之后还能逐个更正。';
    if (!(await confirm({ title: '确认这一班的时长？', text, yes: '确认' }))) return;
    await act('confirm', async () => {
      const { confirmed, absent } = await call(confirmHours, { params });
      await refreshApi(listAttendees, getActivity);
      toast.done(`确认 ${confirmed} 人，没到 ${absent} 人`);
    });
  };
  return (
    <Card title={activity.shifts.length > 1 ? `第 ${number} 班` : '报名的人'}>
      <View className="lx-stack">
        <View className="lx-small">{spanText(shift.start, shift.end, now)}</View>
        <View className="lx-small lx-num">
          {[roomText(shift), waitingText(shift)].filter(Boolean).join(' · ')}
        </View>
        {isOver && activity.state !== 'cancelled' ? (
          <Button icon="check" loading={busy === 'confirm'} onPress={() => void confirmAll()}>
            确认时长
          </Button>
        ) : null}
        <Loaded
          query={query}
          isEmpty={(items) => items.length === 0}
          empty={<View className="lx-small">还没有人报名。</View>}
        >
          {(items) => (
            <View className="lx-stack">
              <AttendeeList activityId={activity.id} shift={shift} people={items} />
              <MoreButton query={query}>更多</MoreButton>
            </View>
          )}
        </Loaded>
      </View>
    </Card>
  );
}
