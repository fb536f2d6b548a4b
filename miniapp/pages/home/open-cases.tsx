import { listMyCases } from '@shared/cases/contract';
import { isOpen } from '@shared/cases/statuses';
import { useApi, useOutbox, useUser } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Banner, Button, Heading, View } from '@miniapp/ui';
import { CaseCard } from '@miniapp/widgets/case-card';
import { routes } from '@miniapp/widgets/routes';
import { RateReminder } from './rate-reminder';

const SHOWN = 3;

/** 我的事: what waits for my rating, what is being handled with its countdown, what this phone has not sent yet.
 * `brief` leaves the cases out, where another entry leads to them. */
export function OpenCases({ brief }: { brief?: boolean }) {
  const user = useUser();
  const mine = useApi(
    listMyCases,
    { query: { relation: 'reported' } },
    { enabled: user !== null, keep: 'mine' },
  );
  const waiting = useOutbox().filter(({ state }) => state !== 'draft').length;
  const open = (user && mine.data?.items.filter(({ status }) => isOpen(status))) || [];
  const openMine = (tab?: string) => void openPage(routes.mine, { tab });
  return (
    <>
      {waiting > 0 ? (
        <Banner tone="warning" action={{ text: '查看', onPress: () => openMine('unsent') }}>
          {`有 ${waiting} 件事等待发送，联网后会自动发出`}
        </Banner>
      ) : null}
      <RateReminder />
      {open.length > 0 && !brief ? (
        <View className="lx-stack">
          <View className="lx-row lx-row--between">
            <Heading level={2} className="lx-title">
              我的事
            </Heading>
            <Button kind="ghost" size="small" label="查看我的全部事项" onPress={() => openMine()}>
              全部
            </Button>
          </View>
          {open.slice(0, SHOWN).map((item) => (
            <CaseCard
              key={item.id}
              item={item}
              promise
              onPress={() => void openPage(routes.detail, { id: item.id })}
            />
          ))}
        </View>
      ) : null}
    </>
  );
}
