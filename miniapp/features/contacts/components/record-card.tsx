import { type ContactRecord } from '@shared/contacts/schemas';
import { friendlyTime } from '@shared/time/shanghai';
import { openPage } from '@miniapp/platform/navigation';
import { Card, View } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';

const named = ({ name, title }: ContactRecord['by']) => `${title} ${name}`;

/** One look at one number: who at whose, when, why, and the case it was for. */
export function RecordCard({ item }: { item: ContactRecord }) {
  const now = useNow();
  const about = item.case;
  return (
    <Card
      label={`${named(item.by)}看了${named(item.of)}的电话`}
      onPress={about ? () => void openPage(routes.detail, { id: about.id }) : undefined}
    >
      <View>{`${named(item.by)} 看了 ${named(item.of)} 的电话`}</View>
      <View className="lx-small">{`用途：${item.purpose}`}</View>
      <View className="lx-caption lx-num">
        {[friendlyTime(Date.parse(item.at), now), item.area?.name, about?.number].filter(Boolean).join(' · ')}
      </View>
    </Card>
  );
}
