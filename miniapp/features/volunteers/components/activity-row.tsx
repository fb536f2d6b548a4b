import { type ActivityItem } from '@shared/activities/schemas';
import { openPage } from '@miniapp/platform/navigation';
import { Card, Heading, StatusTag, View } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { roomText, spanText } from '../model/words';

/** One activity of a list: what, when, where, and whether there is room. */
export function ActivityRow({ item, now }: { item: ActivityItem; now: number }) {
  const { id, title, area, addressText, startsAt, endsAt, state, shifts, held, capacity } = item;
  return (
    <Card onPress={() => void openPage(routes.activity, { id })}>
      <View className="vol-row">
        <Heading level={2} className="lx-title">
          {title}
        </Heading>
        <View className="lx-small">{spanText(startsAt, endsAt, now)}</View>
        <View className="lx-small">{addressText}</View>
        <View className="vol-tags">
          {state === 'cancelled' ? (
            <StatusTag tone="declined" icon="minus-circle">
              已取消
            </StatusTag>
          ) : (
            <StatusTag
              tone={held < capacity ? 'done' : 'waiting'}
              icon={held < capacity ? 'check-circle' : 'clock'}
            >
              {roomText(item)}
            </StatusTag>
          )}
        </View>
        <View className="lx-caption">{`${area.name}${shifts > 1 ? ` · ${shifts} 个班次` : ''}`}</View>
      </View>
    </Card>
  );
}
