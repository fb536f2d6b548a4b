import { type LocateResult } from '@shared/areas/schemas';
import { type RoutingPreview } from '@shared/cases/schemas';
import { friendlyTime } from '@shared/time/shanghai';
import { explain } from '@miniapp/client';
import { Button, Icon, Skeleton, Text, View } from '@miniapp/ui';
import { useNow } from '@miniapp/widgets/use-now';
import { WorkerFace } from '@miniapp/widgets/worker-card';

interface Located {
  data?: LocateResult;
  error: unknown;
  refetch: () => unknown;
}

/** What the report as it stands would lead to: who, why, and by when. */
function Preview({ preview }: { preview: RoutingPreview }) {
  const now = useNow();
  const { assignee, reason, deadlines, modeTold } = preview;
  return (
    <>
      {assignee.type === 'person' ? (
        <WorkerFace person={assignee.worker} note={reason} />
      ) : (
        <View>
          <View className="lx-title">{`会交给${assignee.name}`}</View>
          <View className="lx-small">{reason}</View>
        </View>
      )}
      <View className="report-who__promise lx-small">
        {`现在提交，承诺 ${friendlyTime(Date.parse(deadlines.resolveBy), now)} 前答复`}
      </View>
      {modeTold ? <View className="lx-small">{modeTold}</View> : null}
    </>
  );
}

export interface WhoGetsItProps {
  located: Located;
  preview?: RoutingPreview;
  known: boolean;
}

/** Before sending: who will get it, and why; by the place alone as long as nothing is written. */
export function WhoGetsIt({ located, preview, known }: WhoGetsItProps) {
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
      {preview ? (
        <Preview preview={preview} />
      ) : data.worker ? (
        <WorkerFace person={data.worker} note={data.workerReason} />
      ) : (
        <View className="lx-small">{`${data.workerReason}${data.center ? `，由${data.center.name}接收` : ''}`}</View>
      )}
    </View>
  );
}
