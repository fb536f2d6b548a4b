import { type WorkbenchQueue } from '@shared/cases/contract';
import { type CaseSummary } from '@shared/cases/schemas';
import { NetworkError, useUser } from '@miniapp/client';
import { Button, Empty, List, ListItem, Skeleton } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { readKeptWork } from '../hooks/use-kept-work';
import { type QuickActs } from '../hooks/use-quick-act';
import { KeptList } from './kept-list';
import { type Ticks } from '../hooks/use-ticks';
import { QueueEmpty } from './queue-empty';
import { WorkCard } from './work-card';

export interface QueueListProps {
  queue: WorkbenchQueue;
  /** Words that were searched for, in place of the queue. */
  searched?: string;
  query: {
    data?: CaseSummary[] | undefined;
    error?: unknown;
    refetch?: () => unknown;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    fetchNextPage: () => unknown;
  };
  quick: QuickActs;
  selected?: string;
  /** Something narrows the queue. */
  narrowed: boolean;
  /** Present while cases can be ticked for a batch. */
  ticks?: Ticks;
  onOpen: (id: string) => void;
}

export function QueueList(props: QueueListProps) {
  const { queue, searched, query, quick, selected, narrowed, ticks, onOpen } = props;
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const userId = useUser()?.id;
  const away = query.data === undefined && query.error instanceof NetworkError;
  const kept = away ? readKeptWork(userId) : undefined;
  if (kept) return <KeptList kept={kept} onOpen={onOpen} />;
  return (
    <Loaded
      query={query}
      skeleton={<Skeleton kind="cards" rows={4} />}
      isEmpty={(items) => items.length === 0 && !hasNextPage}
      empty={
        searched === undefined ? (
          narrowed ? (
            <Empty icon="filter" title="筛选后一件也没有" note="去掉一两个条件再看看，或换一个队列。" />
          ) : (
            <QueueEmpty queue={queue} />
          )
        ) : (
          <Empty
            icon="search"
            title={`没有找到「${searched}」`}
            note="可以试试编号后六位、手机尾号四位、拼音首字母，或换个说法。"
          />
        )
      }
    >
      {() => (
        <>
          <List className="lx-stack" label="事项">
            {quick.shown.map((item) => (
              <ListItem key={item.id}>
                <WorkCard
                  item={item}
                  overlay={quick.overlayOf(item.id)}
                  current={item.id === selected}
                  ticked={ticks ? ticks.has(item.id) : undefined}
                  onTick={() => ticks?.tick(item.id)}
                  onOpen={() => onOpen(item.id)}
                  onQuick={(step) => void quick.run(item, step)}
                />
              </ListItem>
            ))}
          </List>
          {hasNextPage ? (
            <Button kind="ghost" block loading={isFetchingNextPage} onPress={() => void fetchNextPage()}>
              {isFetchNextPageError
                ? '没有加载出来，再试一次'
                : quick.shown.length === 0
                  ? '前面的里没有，接着往后找'
                  : '再看更多'}
            </Button>
          ) : null}
        </>
      )}
    </Loaded>
  );
}
