import { listCases } from '@shared/cases/contract';
import { type InputOf } from '@shared/core/contract';
import { useApiList } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Button, Empty, Skeleton, View } from '@miniapp/ui';
import { CaseCard } from '@miniapp/widgets/case-card';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { useLookFurther } from '../hooks/use-look-further';

export interface FeedListProps {
  query: NonNullable<InputOf<typeof listCases>['query']>;
  enabled: boolean;
  name: string;
  /** Given when something narrows the feed: takes it off. */
  onClear?: () => void;
}

/** The public feed as a list: the whole of it, for those who cannot use a map. One per search: give it a `key`. */
export function FeedList({ query: asked, enabled, name, onClear }: FeedListProps) {
  const query = useApiList(listCases, { query: asked }, { enabled });
  const { looking, goOn } = useLookFurther(query);
  const { hasNextPage, isFetchNextPageError } = query;
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
          {hasNextPage && items.length === 0 && !looking ? (
            <View className="lx-caption" live="polite">
              最近的里没有找到，更早的还没有看。
            </View>
          ) : null}
          {hasNextPage ? (
            <Button kind="secondary" block loading={looking} onPress={goOn}>
              {looking ? '正在找更早的' : isFetchNextPageError ? '没有加载出来，再试一次' : '继续找'}
            </Button>
          ) : null}
        </View>
      )}
    </Loaded>
  );
}
