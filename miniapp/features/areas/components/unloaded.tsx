import { explain } from '@miniapp/client';
import { Button, Card, View } from '@miniapp/ui';

interface UnloadedProps {
  /** The section that is missing. */
  title: string;
  query: { data?: unknown; error: unknown; isFetching: boolean; refetch: () => unknown };
}

/** A section that could not be loaded says so and offers another try; what came before stays. */
export function Unloaded({ title, query: { data, error, isFetching, refetch } }: UnloadedProps) {
  if (!error || data !== undefined) return null;
  return (
    <Card title={title}>
      <View className="lx-stack" role="alert">
        <View className="lx-small">{`没有加载出来：${explain(error)}`}</View>
        <Button
          kind="secondary"
          icon="refresh"
          label={`再加载一次${title}`}
          loading={isFetching}
          onPress={() => void refetch()}
        >
          再试一次
        </Button>
      </View>
    </Card>
  );
}
