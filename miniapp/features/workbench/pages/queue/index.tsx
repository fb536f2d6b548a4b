import { useState } from 'react';
import { stopPullDownRefresh, useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro';
import { getCase, getWorkbench, getWorkbenchSummary } from '@shared/cases/contract';
import { listSavedFilters } from '@shared/workbench/saved-filters';
import { refreshApi, useHasRole } from '@miniapp/client';
import { openPage, toUrl } from '@miniapp/platform/navigation';
import { useSharing } from '@miniapp/platform/share';
import { Button, IconButton, Page, View } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { BatchBar } from '../../components/batch-bar';
import { BatchSheet } from '../../components/batch-sheet';
import { CasePane } from '../../components/case-pane';
import { FilterBar } from '../../components/filter-bar';
import { QueueList } from '../../components/queue-list';
import { QueueMap } from '../../components/queue-map';
import { QueueTabs } from '../../components/queue-tabs';
import { SearchBox } from '../../components/search-box';
import { ShortcutSheet } from '../../components/shortcut-sheet';
import { StaffOnly } from '../../components/staff-only';
import { TodayStrip } from '../../components/today-strip';
import { ViewSwitch } from '../../components/view-switch';
import { useCaseList } from '../../hooks/use-case-list';
import { focusWithin, showCard, useListKeys } from '../../hooks/use-list-keys';
import { useQueueView } from '../../hooks/use-queue-view';
import { useSavedFilters } from '../../hooks/use-saved-filters';
import { useTicks } from '../../hooks/use-ticks';
import { useTwoPanes } from '../../hooks/use-two-panes';
import { type BatchAction } from '../../model/batch';
import { isNarrowed, writeView } from '../../model/filter';
import '../../workbench.scss';

/** What waits for the signed-in member of staff, first due first; on a desktop the chosen case beside the list. */
export default function QueuePage() {
  const staff = useHasRole();
  const moderator = useHasRole('dispatcher', 'admin');
  const panes = useTwoPanes();
  const [selected, setSelected] = useState<string>();
  const [wanted, setWanted] = useState<{ action: BatchAction; at: number }>();
  const [words, setWords] = useState('');
  const [asMap, setAsMap] = useState(false);
  const [ticking, setTicking] = useState(false);
  const [sheet, setSheet] = useState<{ kind: 'help' } | { kind: 'batch'; action?: BatchAction }>();
  const leave = (): void => {
    setSelected(undefined);
    setWanted(undefined);
  };
  const [view, setView] = useQueueView(leave);
  const { list, quick } = useCaseList(view, words, staff);
  const ticks = useTicks(quick.shown);
  const saved = useSavedFilters(staff);
  useSharing({ title: '网格连心 · 工作台', url: toUrl(routes.queue, writeView(view)) });

  const reload = async (): Promise<void> => {
    quick.forgetRefusals();
    await refreshApi(getWorkbench, getWorkbenchSummary, getCase, listSavedFilters);
  };
  usePullDownRefresh(() => void reload().finally(() => stopPullDownRefresh()));
  useDidShow(() => {
    if (staff) void refreshApi(getWorkbench, getWorkbenchSummary);
  });
  useReachBottom(() => {
    if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
  });

  const at = quick.shown.findIndex(({ id }) => id === selected);
  const select = (id: string): void => {
    setWanted(undefined);
    setSelected(id);
  };
  const choose = (index: number): void => {
    const item = quick.shown[Math.min(Math.max(index, 0), quick.shown.length - 1)];
    if (!item) return;
    select(item.id);
    showCard(item.id);
  };
  const open = (id: string): void => {
    if (panes) select(id);
    else void openPage(routes.handle, { id });
  };
  const press = (action: BatchAction): void => {
    if (ticks.items.length > 0) setSheet({ kind: 'batch', action });
    else if (selected) setWanted((before) => ({ action, at: (before?.at ?? 0) + 1 }));
  };
  useListKeys(
    {
      next: () => choose(at + 1),
      previous: () => choose(at < 0 ? 0 : at - 1),
      open: () => (selected ? void openPage(routes.handle, { id: selected }) : choose(0)),
      select: () => (selected ? ticks.tick(selected) : undefined),
      accept: () => press('accept'),
      reply: () => press('reply'),
      verify: () => press('verify'),
      search: () => focusWithin('.workbench__search'),
      help: () => setSheet({ kind: 'help' }),
      leave: () => (ticks.items.length > 0 ? ticks.clear() : leave()),
    },
    panes && staff,
  );

  const batch = (): void => setSheet({ kind: 'batch' });
  const mayTick = (panes || ticking) && !asMap;
  const lists = (
    <StaffOnly to={toUrl(routes.queue, writeView(view))}>
      <TodayStrip queue={view.queue} onChange={(queue) => setView({ ...view, queue })} />
      <FilterBar
        view={view}
        saved={saved}
        onChange={({ queue, filter }) => setView({ queue, filter })}
        search={
          <SearchBox
            onSearch={(next) => {
              setWords(next.trim());
              leave();
            }}
          />
        }
      />
      <QueueTabs queue={view.queue} onChange={(queue) => setView({ ...view, queue })} />
      {ticking && !panes && !asMap ? (
        <BatchBar ticks={ticks} onBatch={batch} onLeave={() => setTicking(false)} />
      ) : (
        <ViewSwitch asMap={asMap} onSwitch={setAsMap}>
          {asMap ? null : panes ? (
            <BatchBar ticks={ticks} onBatch={batch} />
          ) : (
            <Button kind="ghost" size="small" icon="check-circle" onPress={() => setTicking(true)}>
              批量
            </Button>
          )}
        </ViewSwitch>
      )}
      <View className="workbench__cards">
        {asMap && words === '' ? (
          <QueueMap view={view} wide={panes} onOpen={open} />
        ) : (
          <QueueList
            queue={view.queue}
            searched={words === '' ? undefined : words}
            narrowed={isNarrowed(view.filter)}
            query={list}
            quick={quick}
            selected={panes ? selected : undefined}
            ticks={mayTick ? ticks : undefined}
            onOpen={open}
          />
        )}
      </View>
      {sheet?.kind === 'batch' ? (
        <BatchSheet
          items={ticks.items}
          action={sheet.action}
          onClose={(done) => {
            setSheet(undefined);
            if (!done) return;
            ticks.clear();
            setTicking(false);
          }}
        />
      ) : null}
    </StaffOnly>
  );

  return (
    <Page
      title="工作台"
      className={panes ? 'workbench workbench--panes' : 'workbench'}
      tools={
        staff ? (
          <>
            {moderator ? (
              <IconButton icon="shield" label="内容审核" onPress={() => void openPage(routes.moderation)} />
            ) : null}
            {panes ? (
              <IconButton icon="info" label="键盘快捷键" onPress={() => setSheet({ kind: 'help' })} />
            ) : null}
            <IconButton icon="refresh" label="刷新" onPress={() => void reload()} />
          </>
        ) : undefined
      }
    >
      {panes && staff ? (
        <View className="workbench__panes">
          <View className="workbench__list">{lists}</View>
          <CasePane id={selected} quick={quick} wanted={wanted} />
        </View>
      ) : (
        lists
      )}
      <ShortcutSheet open={sheet?.kind === 'help'} onClose={() => setSheet(undefined)} />
    </Page>
  );
}
