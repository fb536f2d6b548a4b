import { type TopicItem } from '@shared/deliberations/schemas';
import { openPage } from '@miniapp/platform/navigation';
import { Card, StatusTag, Text, View } from '@miniapp/ui';
import { routes } from '../routes';
import { phaseLine, phaseTag } from './phase-words';

/** One topic in a list: what it is about, where, and how far it has come. */
export function TopicCard({ topic, now }: { topic: TopicItem; now: number }) {
  const { word, tone } = phaseTag(topic);
  const line = phaseLine(topic, now);
  return (
    <Card onPress={() => void openPage(routes.topic, { id: topic.id })}>
      <View className="lx-stack">
        <View className="lx-title">{topic.title}</View>
        <View className="lx-row">
          <StatusTag tone={tone}>{word}</StatusTag>
          <Text className="lx-caption lx-grow">{topic.area.name}</Text>
        </View>
        <View className="lx-small lx-num">{line}</View>
      </View>
    </Card>
  );
}
