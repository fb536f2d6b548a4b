import { useState } from 'react';
import { stopPullDownRefresh, usePullDownRefresh, useReachBottom } from '@tarojs/taro';
import { listAreaContactRecords, listMyContactRecords } from '@shared/contacts/contract';
import { refreshApi, useApiList, useHasRole, useUser } from '@miniapp/client';
import { Button, Empty, Page, Segmented, Skeleton, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { ensureSignedIn } from '@miniapp/widgets/sign-in';
import { RecordCard } from '../../components/record-card';

const OWN = [
  { value: 'of', text: '谁看过我的' },
  { value: 'by', text: '我看过谁的' },
] as const;
const VIEWS = [...OWN, { value: 'area', text: '辖区里的' }] as const;
type Shown = (typeof VIEWS)[number]['value'];

const EMPTY: Record<Shown, [title: string, note: string]> = {
  of: ['没有人看过您的电话', '有人看了，会在这里记下是谁、什么时候、为什么'],
  by: ['您没有看过别人的电话', '打电话时看过的号码会记在这里'],
  area: ['辖区里还没有记录', '谁看过谁的电话，会记在这里'],
};

/** Who was shown whose number, when and why: mine, and for supervisors their area's. */
export default function RecordsPage() {
  const user = useUser();
  const [shown, setShown] = useState<Shown>('of');
  const supervises = useHasRole('supervisor', 'admin');
  const mine = useApiList(
    listMyContactRecords,
    { query: { side: shown === 'by' ? 'by' : 'of' } },
    { enabled: user !== null && shown !== 'area' },
  );
  const area = useApiList(listAreaContactRecords, {}, { enabled: supervises && shown === 'area' });
  const query = shown === 'area' ? area : mine;
  usePullDownRefresh(
    () => void refreshApi(listMyContactRecords, listAreaContactRecords).finally(() => stopPullDownRefresh()),
  );
  const more = () => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
  };
  useReachBottom(more);
  if (!user) {
    return (
      <Page title="电话查看记录" width="form">
        <Empty
          icon="shield"
          title="登录后能看到记录"
          note="谁看过您的电话，都记在这里"
          action={{ text: '去登录', onPress: () => void ensureSignedIn(routes.contactRecords) }}
        />
      </Page>
    );
  }
  const [title, note] = EMPTY[shown];
  return (
    <Page title="电话查看记录" width="form">
      <Segmented label="看哪一类" value={shown} onChange={setShown} options={supervises ? VIEWS : OWN} />
      <Loaded
        query={query}
        skeleton={<Skeleton kind="cards" rows={4} />}
        isEmpty={(items) => items.length === 0}
        empty={<Empty icon="shield" title={title} note={note} />}
      >
        {(items) => (
          <View className="lx-stack">
            {items.map((item) => (
              <RecordCard key={item.id} item={item} />
            ))}
            {query.hasNextPage ? (
              <Button kind="secondary" block loading={query.isFetchingNextPage} onPress={more}>
                更早的记录
              </Button>
            ) : null}
          </View>
        )}
      </Loaded>
    </Page>
  );
}
