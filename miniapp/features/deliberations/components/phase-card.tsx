import { getTopic, listTopics, secondTopic } from '@shared/deliberations/contract';
import { type TopicView } from '@shared/deliberations/schemas';
import { call, putApi, refreshApi } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Banner, Button, Card, Cell, CellList, Progress, Text, View } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { ensureSignedIn } from '@miniapp/widgets/sign-in';
import { useAct } from '../hooks/use-act';

/** What goes on now, and the one thing a resident can do about it. */
export function PhaseCard({ topic, signedIn }: { topic: TopicView; signedIn: boolean }) {
  if (topic.outcome !== null) return null;
  if (topic.phase === 'raise') return <Seconding topic={topic} signedIn={signedIn} />;
  if (topic.phase === 'set')
    return (
      <Card title="等待答复">
        <Text className="lx-small">
          {topic.overdue
            ? '答复的期限已经过了，中心还没有答复。'
            : '由中心答复是否立项，会写明理由，参与过的人都会收到消息。'}
        </Text>
      </Card>
    );
  if (topic.phase === 'discuss')
    return (
      <Card title="说说您的看法">
        <View className="lx-stack">
          <Text className="lx-small">一条一条看大家的看法，点同意、不同意或跳过；也可以提自己的。</Text>
          <Button block icon="check" onPress={() => void openPage(routes.statements, { id: topic.id })}>
            去表态
          </Button>
        </View>
      </Card>
    );
  if (topic.phase === 'execute')
    return topic.tasks.length > 0 ? null : (
      <Card title="正在安排办理">
        <Text className="lx-small">表决通过了，正在把决定变成一件件要办的事。</Text>
      </Card>
    );
  return null;
}

function Seconding({ topic, signedIn }: { topic: TopicView; signedIn: boolean }) {
  const { busy, act } = useAct();
  const { seconds, secondsNeeded, me } = topic;
  const send = async () => {
    if (!(await ensureSignedIn(`${routes.topic}?id=${topic.id}`))) return;
    const params = { id: topic.id };
    await act(async () => {
      putApi(getTopic, { params }, await call(secondTopic, { params }));
      await refreshApi(listTopics);
    }, '已附议');
  };
  const missing = Math.max(0, secondsNeeded - seconds);
  return (
    <Card title="请邻居附议">
      <View className="lx-stack">
        <Progress
          percent={Math.min(100, Math.round((seconds / Math.max(1, secondsNeeded)) * 100))}
          label={`${seconds} 人附议，还差 ${missing} 人就由中心答复是否立项`}
        />
        <Text className="lx-small lx-num">
          {`${seconds} 人附议，还差 ${missing} 人。够了以后，中心要在期限内答复是否立项。`}
        </Text>
        {me.seconded ? <Banner tone="success">您已附议</Banner> : null}
        {me.maySecond || !signedIn ? (
          <Button block icon="flag" loading={busy} onPress={() => void send()}>
            附议
          </Button>
        ) : null}
        {signedIn && !me.initiator && !me.seconded && me.residence !== 'here' ? (
          <CellList label="为什么还不能附议">
            <Cell
              icon="building"
              title={me.residence === 'none' ? '核实住处后可以附议' : '您核实的住处不在范围内'}
              note="由社区或网格员核实一次，以后都能参加"
              onPress={() => void openPage(routes.residence)}
            />
          </CellList>
        ) : null}
      </View>
    </Card>
  );
}
