import { useState } from 'react';
import { stopPullDownRefresh, useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro';
import { listActivities, myActivities, ORGANISERS } from '@shared/activities/contract';
import { CALLERS, getVolunteer, listCallUps, VERIFIERS } from '@shared/volunteers/contract';
import { VOLUNTEER_STATE_NAMES } from '@shared/volunteers/schemas';
import { explain, refreshApi, useApi, useApiList, useHasRole, useUser } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Banner, Button, Cell, CellList, Empty, Page, Segmented, Skeleton, toast, View } from '@miniapp/ui';
import { GridChooser } from '@miniapp/widgets/grid-chooser';
import { Loaded } from '@miniapp/widgets/loaded';
import { MoreButton } from '@miniapp/widgets/more-button';
import { chooseGrid, useMyGrid } from '@miniapp/widgets/my-grid';
import { routes } from '@miniapp/widgets/routes';
import { ensureSignedIn } from '@miniapp/widgets/sign-in';
import { useNow } from '@miniapp/widgets/use-now';
import { ActivityRow } from '../../components/activity-row';
import { MyRow } from '../../components/my-row';
import '../../volunteers.scss';

const TABS = [
  { value: 'near', text: '身边的活动' },
  { value: 'mine', text: '我报名的' },
] as const;
type Tab = (typeof TABS)[number]['value'];

/** Activities near me, those I take part in, and the ways to everything of a volunteer. */
export default function VolunteeringPage() {
  const user = useUser();
  const [tab, setTab] = useState<Tab>('near');
  usePullDownRefresh(
    () => void refreshApi(listActivities, myActivities).finally(() => stopPullDownRefresh()),
  );
  useDidShow(() => {
    void refreshApi(listActivities);
    if (user) void refreshApi(myActivities, getVolunteer, listCallUps);
  });
  return (
    <Page title="志愿服务" width="form">
      {user ? <Calls /> : null}
      <Ways />
      <Segmented label="看哪些" options={TABS} value={tab} onChange={setTab} />
      {tab === 'near' ? <Near /> : <Mine />}
    </Page>
  );
}

/** What is urgent stands first. */
function Calls() {
  const { data } = useApi(listCallUps, { query: { limit: 5 } });
  const open = data?.items.find((item) => item.open && item.myAnswer === null);
  if (!open) return null;
  return (
    <Banner
      tone="danger"
      urgent
      action={{ text: '去看看', onPress: () => void openPage(routes.callUp, { id: open.id }) }}
    >
      {`紧急召集：${open.title}`}
    </Banner>
  );
}

function Ways() {
  const user = useUser();
  const isParty = useHasRole('party_member');
  const organises = useHasRole(...ORGANISERS);
  const verifies = useHasRole(...VERIFIERS);
  const calls = useHasRole(...CALLERS);
  const { data: me } = useApi(getVolunteer, {}, { enabled: user !== null });
  const to = (route: string) => async () => {
    if (await ensureSignedIn(route)) await openPage(route);
  };
  return (
    <CellList label="志愿服务">
      <Cell
        icon="heart"
        title={me && me.state !== 'none' && me.state !== 'left' ? '我的志愿者资料' : '注册成为志愿者'}
        note={me ? VOLUNTEER_STATE_NAMES[me.state] : '三分钟填好，社区审核后就能报名'}
        onPress={() => void to(routes.volunteerProfile)()}
      />
      <Cell
        icon="star"
        title="时长、积分和证书"
        note="服务了多久、得了什么荣誉"
        onPress={() => void to(routes.volunteerHours)()}
      />
      <Cell
        icon="flag"
        title={isParty ? '我的联户' : '党员双报到'}
        note={isParty ? '联系的户、本月走访' : '在职党员到居住的社区报到'}
        onPress={() => void to(routes.party)()}
      />
      {organises ? (
        <Cell icon="plus" title="发起活动" onPress={() => void openPage(routes.editActivity)} />
      ) : null}
      {verifies ? (
        <Cell icon="people" title="志愿者和党员审核" onPress={() => void openPage(routes.volunteerDesk)} />
      ) : null}
      {calls || me?.state === 'verified' ? (
        <Cell icon="megaphone" title="应急召集" onPress={() => void openPage(routes.callUps)} />
      ) : null}
      <Cell
        icon="shield"
        title="查验证书"
        note="输入编号，看证书是不是真的"
        onPress={() => void openPage(routes.verifyCertificate)}
      />
    </CellList>
  );
}

function Near() {
  const { code, contacts } = useMyGrid();
  const [choosing, setChoosing] = useState(false);
  const now = useNow();
  // Of the whole community: nobody looks for his own block alone.
  const area = code?.slice(0, 12);
  const query = useApiList(listActivities, { query: { area } }, { enabled: area !== undefined });
  useReachBottom(() => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
  });
  const choose = (grid: { code: string; name: string }) => {
    chooseGrid(grid).catch((error: unknown) => toast.fail(explain(error)));
  };
  return (
    <>
      <View className="lx-row">
        <Button kind="ghost" size="small" icon="map-pin" onPress={() => setChoosing(true)}>
          {contacts.data?.area.name ?? '选择网格'}
        </Button>
      </View>
      {area === undefined ? (
        <Empty
          icon="map-pin"
          title="先选您的网格"
          note="选好以后，能看到您社区和上级的活动"
          action={{ text: '选择网格', onPress: () => setChoosing(true) }}
        />
      ) : (
        <Loaded
          query={query}
          skeleton={<Skeleton kind="cards" rows={3} />}
          isEmpty={(items) => items.length === 0}
          empty={<Empty icon="heart" title="近期没有活动" note="社区发起活动，会出现在这里" />}
        >
          {(items) => (
            <View className="lx-stack">
              {items.map((item) => (
                <ActivityRow key={item.id} item={item} now={now} />
              ))}
              <MoreButton query={query}>更多活动</MoreButton>
            </View>
          )}
        </Loaded>
      )}
      <GridChooser open={choosing} onClose={() => setChoosing(false)} onChoose={choose} />
    </>
  );
}

function Mine() {
  const user = useUser();
  const now = useNow();
  const query = useApiList(myActivities, {}, { enabled: user !== null });
  if (!user)
    return (
      <Empty
        icon="heart"
        title="登录后能看到您报名的活动"
        action={{ text: '登录', onPress: () => void ensureSignedIn(routes.volunteering) }}
      />
    );
  return (
    <Loaded
      query={query}
      skeleton={<Skeleton kind="cards" rows={3} />}
      isEmpty={(items) => items.length === 0}
      empty={<Empty icon="heart" title="还没有报名" note="看看身边的活动，挑一个有空的时间" />}
    >
      {(items) => (
        <View className="lx-stack">
          {items.map((item) => (
            <MyRow key={item.signUp.id} item={item} now={now} />
          ))}
          <MoreButton query={query}>更早的</MoreButton>
        </View>
      )}
    </Loaded>
  );
}
