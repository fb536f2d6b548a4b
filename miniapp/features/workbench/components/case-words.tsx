import { type CaseView } from '@shared/cases/schemas';
import { Card, Text, View } from '@miniapp/ui';
import { PhotoStrip } from '@miniapp/widgets/photo-strip';
import { DueLine } from './due-line';
import { Flags } from './flags';

/** What was reported, how it stands, until when something is promised, what was answered. */
export function CaseWords({ view }: { view: CaseView }) {
  return (
    <Card label="事项内容" flush>
      <View className="case-words">
        <View className="lx-row">
          <Flags item={view} />
        </View>
        <DueLine item={view} />
        <View className="case-words__text">
          <Text selectable>{view.text}</Text>
        </View>
        <PhotoStrip photos={view.photos} stages />
        <View className="lx-small">{view.plainStatus}</View>
        {view.reply ? (
          <View className="case-words__reply">
            <View className="lx-caption">{`答复：${view.reply.resultName}`}</View>
            <Text selectable>{view.reply.text}</Text>
          </View>
        ) : null}
      </View>
    </Card>
  );
}
