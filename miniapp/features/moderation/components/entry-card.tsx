import { useState } from 'react';
import { type ModerationEntry } from '@shared/moderation/contract';
import { friendlyTime } from '@shared/time/shanghai';
import { openPage } from '@miniapp/platform/navigation';
import { Button, Card, Tag, Text, View } from '@miniapp/ui';
import { JudgeSheet, useCare } from '@miniapp/widgets/content-care';
import { PhotoStrip } from '@miniapp/widgets/photo-strip';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';
import '../moderation.scss';

type Item = ModerationEntry['items'][number];

/** One case with everything of it that waits for a decision. */
export function EntryCard({ entry }: { entry: ModerationEntry }) {
  const now = useNow();
  return (
    <Card
      title={`${entry.categoryName} · ${entry.areaName}`}
      extra={
        <Button
          kind="ghost"
          size="small"
          label={`打开事项 ${entry.caseNumber}`}
          onPress={() => void openPage(routes.handle, { id: entry.caseId })}
        >
          看事项
        </Button>
      }
    >
      <View className="moderation-when lx-caption lx-num">
        {`${entry.caseNumber} · ${friendlyTime(Date.parse(entry.waitingSince), now)} 起等待`}
      </View>
      {entry.items.map((item) => (
        <WaitingItem key={item.item} entry={entry} item={item} />
      ))}
    </Card>
  );
}

function WaitingItem({ entry, item }: { entry: ModerationEntry; item: Item }) {
  const [judging, setJudging] = useState(false);
  const { busy, judge } = useCare(entry.caseId);
  const what = item.kind === 'photo' ? '照片' : '文字';
  const shown = item.state === 'reported';
  return (
    <View className="moderation-item">
      <View className="lx-row">
        <Tag icon={shown ? 'eye' : 'eye-off'}>{`${what}：${item.stateName}`}</Tag>
        {item.found.map((name) => (
          <Tag key={name} icon="flag">
            {name}
          </Tag>
        ))}
        {item.reports > 0 ? <Tag icon="people">{`${item.reports} 人举报`}</Tag> : null}
      </View>
      {item.text ? (
        <Text selectable className="moderation-item__text">
          {item.text}
        </Text>
      ) : null}
      {item.photo ? <PhotoStrip photos={[item.photo]} stages /> : null}
      {item.complaint ? <View className="lx-small">{`举报说明：${item.complaint}`}</View> : null}
      {item.asked ? <View className="lx-small">{`作者申请复核：${item.asked}`}</View> : null}
      <View className="moderation-item__actions">
        <Button
          size="small"
          icon="check"
          loading={busy}
          onPress={() =>
            void judge(
              { item: item.item, decision: 'publish', version: entry.version },
              shown ? '已保留' : '已公开',
            )
          }
        >
          {shown ? '没有问题' : '公开'}
        </Button>
        <Button kind="secondary" size="small" icon="eye-off" onPress={() => setJudging(true)}>
          {item.kind === 'photo' ? '隐藏' : '隐藏或遮盖'}
        </Button>
      </View>
      {judging ? (
        <JudgeSheet
          caseId={entry.caseId}
          version={entry.version}
          item={item.item}
          text={item.text ?? undefined}
          onClose={() => setJudging(false)}
        />
      ) : null}
    </View>
  );
}
