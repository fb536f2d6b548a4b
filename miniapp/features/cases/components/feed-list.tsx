import { useEffect } from 'react';
import { listCases } from '@shared/cases/contract';
import { type InputOf } from '@shared/core/contract';
import { useApiList } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Button, Empty, Skeleton, View } from '@miniapp/ui';
import { CaseCard } from '@miniapp/widgets/case-card';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';

/** Pages asked for unbidden when a search finds little in each: then a button says that there may be more. */
const LOOKED_FURTHER = 5;
const ENOUGH = 8;

export interface FeedListProps {
  query: NonNullable<InputOf<typeof listCases>['query']>;
  enabled: boolean;
  name: string;
  /** Given when something narrows the feed: takes it off. */
  onClear?: () => void;
}

/** The public feed as a list: the whole of it, for those who cannot use a map. */
export function FeedList({ query: asked, enabled, name, onClear }: FeedListProps) {
  const query = useApiList(listCases, { query: asked }, { enabled });
  const { data = [], hasNextPage, isFetchingNextPage, fetchNextPage, isError } = query;
  const pages = Math.ceil(data.length / 20);
  // A page may hold less than asked for, because the server reads only so far at a time.
  const goOn =
    hasNextPage && !isFetchingNextPage && !isError && data.length < ENOUGH && pages < LOOKED_FURTHER;
  useEffect(() => {
    if (goOn) void fetchNextPage();
  }, [goOn, fetchNextPage]);
  return (
    <Loaded
      query={query}
      skeleton={<Skeleton kind="cards" rows={4} />}
      isEmpty={(items) => items.length === 0 && !hasNextPage}
      empty={
        <Empty
          icon="map-pin"
          title={`${name}没有这样的公开事项`}
          note={onClear ? '换个说法，或者把筛选去掉再看看' : '身边有事，可以报给网格员'}
          action={
            onClear
              ? { text: '去掉筛选', onPress: onClear }
              : { text: '去报事', onPress: () => void openPage(routes.report) }
          }
        />
      }
    >
      {(items) => (
        <View className="lx-stack">
          {items.map((item) => (
            <CaseCard
              key={item.id}
              item={item}
              onPress={() => void openPage(routes.detail, { id: item.id })}
            />
          ))}
          {hasNextPage ? (
            <Button kind="secondary" block loading={isFetchingNextPage} onPress={() => void fetchNextPage()}>
              再往前找
            </Button>
          ) : null}
        </View>
      )}
    </Loaded>
  );
}
