import { useState } from 'react';
import { listMyCases } from '@shared/cases/contract';
import { useApi, useOutbox, useUser } from '@miniapp/client';
import { useQuery } from '@miniapp/platform/navigation';
import { Empty, Page, Segmented } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { ensureSignedIn } from '@miniapp/widgets/sign-in';
import { MyCaseList } from '../../components/my-case-list';
import { UnsentList } from '../../components/unsent-list';

const TABS = ['reported', 'toRate', 'followed', 'unsent'] as const;
type Tab = (typeof TABS)[number];
const isTab = (text: string | undefined): text is Tab => TABS.some((tab) => tab === text);

/** `?tab=` reported, toRate, followed or unsent. */
export default function MinePage() {
  const asked = useQuery().tab;
  const user = useUser();
  const unsent = useOutbox();
  const [tab, setTab] = useState<Tab>(isTab(asked) ? asked : 'reported');
  const toRate = useApi(listMyCases, { query: { relation: 'toRate' } }, { enabled: user !== null });
  const rateable = toRate.data?.items.length ?? 0;
  return (
    <Page title="我的事" width="form">
      <Segmented
        label="看哪一类"
        value={tab}
        onChange={setTab}
        options={[
          { value: 'reported', text: '我报的' },
          { value: 'toRate', text: '待评价', count: rateable || undefined },
          { value: 'followed', text: '我关注的' },
          { value: 'unsent', text: '待发', count: unsent.length || undefined },
        ]}
      />
      {tab === 'unsent' ? (
        <UnsentList items={unsent} userId={user?.id ?? null} />
      ) : user ? (
        <MyCaseList key={tab} relation={tab} />
      ) : (
        <Empty
          icon="person"
          title="登录后能看到您报过的事"
          note="没登录时写的草稿在「待发」里"
          action={{ text: '去登录', onPress: () => void ensureSignedIn(routes.mine) }}
        />
      )}
    </Page>
  );
}
