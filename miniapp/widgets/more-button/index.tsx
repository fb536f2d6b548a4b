import { Button } from '@miniapp/ui';

export interface MoreButtonProps {
  query: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    fetchNextPage: () => unknown;
  };
  /** What comes: 更早的消息. */
  children: string;
}

/** The way to the next page of a list for who does not scroll; nothing when there is none. */
export function MoreButton({ query, children }: MoreButtonProps) {
  if (!query.hasNextPage) return null;
  return (
    <Button
      kind="secondary"
      block
      loading={query.isFetchingNextPage}
      onPress={() => void query.fetchNextPage()}
    >
      {query.isFetchNextPageError ? '没有加载出来，再试一次' : children}
    </Button>
  );
}
