import { type BallotView } from '@shared/ballots/schemas';
import { Card, Text, View } from '@miniapp/ui';

/** Turnout by building, as far as it may be shown. */
export function Buildings({ items, unit }: { items: BallotView['turnout']['buildings']; unit: string }) {
  if (items.length === 0) return null;
  return (
    <Card title="各处投票情况">
      <View className="lx-stack">
        {items.map(({ area, cast }) => (
          <View key={area.code} className="lx-row lx-row--between">
            <Text className="lx-small">{area.name}</Text>
            <Text className="lx-small lx-num">{`${cast} ${unit}`}</Text>
          </View>
        ))}
        <Text className="lx-caption">5 票以下的不单独列出</Text>
      </View>
    </Card>
  );
}
