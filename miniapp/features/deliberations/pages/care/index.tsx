import { useState } from 'react';
import { getTopic, listTopics } from '@shared/deliberations/contract';
import { decideItem, listCaredItems } from '@shared/deliberations/contribution-contract';
import { type CaredItem } from '@shared/deliberations/contributions';
import { TOPIC_ORGANISERS } from '@shared/deliberations/rules';
import { friendlyTime } from '@shared/time/shanghai';
import { call, refreshApi, useApi, useHasRole } from '@miniapp/client';
import { useQuery } from '@miniapp/platform/navigation';
import { Button, Card, Empty, Page, Skeleton, StatusTag, Tag, Text, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { useNow } from '@miniapp/widgets/use-now';
import { ReasonSheet } from '@miniapp/widgets/reason-sheet';
import { useAct } from '../../hooks/use-act';
import '../../deliberations.scss';

const KINDS: Record<CaredItem['kind'], string> = { topic: '议题', statement: '看法', comment: '留言' };

/** `?id=` what of a topic waits to be judged, what was removed, and what its authors say to that. */
export default function TopicCarePage() {
  const { id = '' } = useQuery();
  const leads = useHasRole(...TOPIC_ORGANISERS);
  const query = useApi(listCaredItems, { params: { id } }, { enabled: leads });
  const now = useNow();
  return (
    <Page title="审核看法和留言" width="form">
      {leads ? (
        <Loaded
          query={query}
          skeleton={<Skeleton kind="cards" rows={2} />}
          isEmpty={({ items }) => items.length === 0}
          empty={
            <Empty icon="check-circle" title="没有要审核的" note="自动检查拦下的、移除的和申诉的在这里" />
          }
        >
          {({ items }) => (
            <View className="lx-stack">
              {items.map((item) => (
                <Item key={item.id} topicId={id} item={item} now={now} />
              ))}
            </View>
          )}
        </Loaded>
      ) : (
        <Empty icon="lock" title="这里由当地的中心审核" />
      )}
    </Page>
  );
}

function Item({ topicId, item, now }: { topicId: string; item: CaredItem; now: number }) {
  const [deciding, setDeciding] = useState<'show' | 'keep' | null>(null);
  const { busy, act } = useAct();
  const { care } = item;
  const send = async (text: string) => {
    const input = { params: { id: topicId, item: item.id }, body: { show: deciding === 'show', text } };
    if (!(await act(() => call(decideItem, input), '已处理'))) return;
    setDeciding(null);
    await refreshApi(listCaredItems, listTopics, getTopic);
  };
  const waits = care.state === 'held' || (care.appeal !== null && care.answer === null);
  return (
    <Card>
      <View className="lx-stack">
        <View className="topic-said__head">
          <Tag>{KINDS[item.kind]}</Tag>
          <StatusTag tone={waits ? 'waiting' : 'declined'}>
            {care.state === 'held' ? '待审核' : waits ? '有申诉' : '已移除'}
          </StatusTag>
          <Text className="lx-caption lx-num">{friendlyTime(Date.parse(item.at), now)}</Text>
        </View>
        <View className="topic-words">{item.text}</View>
        <Text className="lx-small">{care.reason}</Text>
        {care.appeal ? <Text className="lx-small">{`作者申诉：${care.appeal}`}</Text> : null}
        {care.answer ? <Text className="lx-small">{`已答复：${care.answer}`}</Text> : null}
        <View className="topic-buttons">
          <Button kind="secondary" size="small" icon="eye" onPress={() => setDeciding('show')}>
            公开
          </Button>
          {waits ? (
            <Button kind="ghost" size="small" icon="eye-off" onPress={() => setDeciding('keep')}>
              不公开
            </Button>
          ) : null}
        </View>
      </View>
      <ReasonSheet
        label="理由"
        least={4}
        open={deciding !== null}
        title={deciding === 'show' ? '公开这项内容' : '不公开这项内容'}
        hint="作者会看到"
        yes={deciding === 'show' ? '公开' : '不公开'}
        busy={busy}
        onClose={() => setDeciding(null)}
        onSend={(text) => void send(text)}
      />
    </Card>
  );
}
