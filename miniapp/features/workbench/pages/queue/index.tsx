import { useState } from 'react';
import { stopPullDownRefresh, useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro';
import {
  getCase,
  getWorkbench,
  getWorkbenchSummary,
  searchWorkbench,
  type WorkbenchQueue,
} from '@shared/cases/contract';
import { type CaseSummary } from '@shared/cases/schemas';
import { refreshApi, useApiList, useHasRole } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Empty, IconButton, Page, View } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { HandlePanel } from '../../components/handle-panel';
import { QueueList } from '../../components/queue-list';
import { QueueTabs } from '../../components/queue-tabs';
import { SearchBox } from '../../components/search-box';
import { StaffOnly } from '../../components/staff-only';
import { showCard, useListKeys } from '../../hooks/use-list-keys';
import { useQuickAct } from '../../hooks/use-quick-act';
import { useTwoPanes } from '../../hooks/use-two-panes';
import '../../workbench.scss';

const NONE: CaseSummary[] = [];

/** What waits for the signed-in member of staff, first due first; on a desktop the chosen case beside the list. */
export default function QueuePage() {
  const staff = useHasRole();
  const [queue, setQueue] = useState<WorkbenchQueue>('todo');
  const [selected, setSelected] = useState<string>();
  const panes = useTwoPanes();
  const [words, setWords] = useState('');
  const searching = words.trim() !== '';
  const queued = useApiList(getWorkbench, { query: { queue } }, { enabled: staff && !searching });
  const found = useApiList(searchWorkbench, { query: { q: words.trim() } }, { enabled: staff && searching });
  const list = searching ? found : queued;
  const quick = useQuickAct(list.data ?? NONE);

  const reload = async (): Promise<void> => {
    quick.forgetRefusals();
    await refreshApi(getWorkbench, getWorkbenchSummary, getCase);
  };
  usePullDownRefresh(() => void reload().finally(() => stopPullDownRefresh()));
  useDidShow(() => {
    if (staff) void refreshApi(getWorkbench, getWorkbenchSummary);
  });
  useReachBottom(() => {
    if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
  });

  const at = quick.shown.findIndex(({ id }) => id === selected);
  const choose = (index: number): void => {
    const item = quick.shown[Math.min(Math.max(index, 0), quick.shown.length - 1)];
    if (!item) return;
    setSelected(item.id);
    showCard(item.id);
  };
  const open = (id: string): void => {
    if (panes) setSelected(id);
    else void openPage(routes.handle, { id });
  };
  useListKeys(
    {
      next: () => choose(at + 1),
      previous: () => choose(at < 0 ? 0 : at - 1),
      open: () => (selected ? void openPage(routes.handle, { id: selected }) : choose(0)),
    },
    panes,
  );

  const lists = (
    <StaffOnly to={routes.queue}>
      <SearchBox
        onSearch={(next) => {
          setWords(next);
          setSelected(undefined);
        }}
      />
      <QueueTabs
        queue={queue}
        onChange={(next) => {
          setQueue(next);
          setSelected(undefined);
        }}
      />
      <View className="workbench__cards">
        <QueueList
          queue={queue}
          searched={searching ? words.trim() : undefined}
          query={list}
          quick={quick}
          selected={panes ? selected : undefined}
          onOpen={open}
        />
      </View>
    </StaffOnly>
  );

  return (
    <Page
      title="工作台"
      className={panes ? 'workbench workbench--panes' : 'workbench'}
      tools={staff ? <IconButton icon="refresh" label="刷新" onPress={() => void reload()} /> : undefined}
    >
      {panes && staff ? (
        <View className="workbench__panes">
          <View className="workbench__list">{lists}</View>
          <View className="workbench__case" role="region" label="选中的事项">
            {selected ? (
              <HandlePanel key={selected} id={selected} onChanged={quick.note} />
            ) : (
              <Empty
                icon="briefcase"
                title="选一件事"
                note="点左边的一件，或按键盘 J、K 上下选择，回车单独打开。"
              />
            )}
          </View>
        </View>
      ) : (
        lists
      )}
    </Page>
  );
}
