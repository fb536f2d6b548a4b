import { type LocateResult } from '@shared/areas/schemas';
import { explain } from '@miniapp/client';
import { Button, Icon, Skeleton, Text, View } from '@miniapp/ui';
import { WorkerFace } from '@miniapp/widgets/worker-card';

interface Located {
  data?: LocateResult;
  error: unknown;
  refetch: () => unknown;
}

/** Before sending: who will get it, and why this person. */
export function WhoGetsIt({ located, known }: { located: Located; known: boolean }) {
  if (!known) return null;
  const { data, error, refetch } = located;
  if (!data && error) {
    return (
      <View className="report-who lx-row lx-row--between">
        <Text className="lx-small lx-grow">{`${explain(error)}。不影响提交，提交后会自动交给所在网格。`}</Text>
        <Button kind="ghost" size="small" icon="refresh" onPress={() => void refetch()}>
          重试
        </Button>
      </View>
    );
  }
  if (!data) return <Skeleton rows={1} />;
  const where = data.path
    .filter(({ level }) => level === 'street' || level === 'community' || level === 'grid')
    .map(({ name }) => name)
    .join(' · ');
  return (
    <View className="report-who">
      <View className="report-who__where">
        <Icon name="map-pin" size={18} />
        <Text>{where || '这里不在已划分的网格内'}</Text>
      </View>
      {data.worker ? (
        <WorkerFace person={data.worker} note={data.workerReason} />
      ) : (
        <View className="lx-small">{`${data.workerReason}${data.center ? `，由${data.center.name}接收` : ''}`}</View>
      )}
    </View>
  );
}
