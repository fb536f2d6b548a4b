import { OPINION_NAMES, type StatementView } from '@shared/deliberations/contributions';
import { type TopicView } from '@shared/deliberations/schemas';
import { Button, Card, Empty, Progress, Swipe, Tag, Text, View } from '@miniapp/ui';
import { useOpine } from '../hooks/use-opine';

/** One statement at a time: three buttons, or a finger to the right for yes and to the left for no. */
export function OneByOne({ topic, items }: { topic: TopicView; items: StatementView[] }) {
  const { given, opine } = useOpine(topic.id);
  const judged = items.filter(({ care }) => care === null);
  const left = judged.filter(({ id, opinion }) => opinion === null && given[id] === undefined);
  const current = left[0];
  if (!current)
    return (
      <Empty
        icon={judged.length > 0 ? 'check-circle' : 'chat'}
        title={judged.length > 0 ? '您都看完了' : '还没有看法'}
        note={
          judged.length > 0
            ? '可以在「我的」里改，也可以提自己的看法；有新的看法再来看'
            : '来提第一条：用一两句话说清一件事'
        }
      />
    );
  const done = judged.length - left.length;
  const answer = (opinion: 'agree' | 'disagree' | 'pass') => void opine(current.id, opinion);
  const speaks = topic.me.maySpeak;
  return (
    <View className="lx-stack">
      <Progress
        percent={Math.round((done / judged.length) * 100)}
        label={`已看 ${done} 条，共 ${judged.length} 条`}
      />
      <Text className="lx-caption lx-num">{`第 ${done + 1} 条，共 ${judged.length} 条`}</Text>
      <Swipe onSwipe={(way) => answer(way === 'right' ? 'agree' : 'disagree')}>
        <Card>
          <View className="lx-stack">
            {current.official ? <Tag>主持人提出</Tag> : null}
            <View className="topic-statement" live="polite">
              {current.text}
            </View>
          </View>
        </Card>
      </Swipe>
      <View className="topic-opinions">
        <Button kind="secondary" size="large" icon="close" onPress={() => answer('disagree')}>
          {OPINION_NAMES.disagree}
        </Button>
        <Button size="large" icon="check" onPress={() => answer('agree')}>
          {OPINION_NAMES.agree}
        </Button>
      </View>
      <Button kind="ghost" block onPress={() => answer('pass')}>
        说不好，跳过
      </Button>
      <Text className="lx-caption">
        {speaks
          ? '也可以左右滑动：向右同意，向左不同意。别人看不到您怎么选的。'
          : '住在当地的居民可以表态：登录并选好您的网格。'}
      </Text>
    </View>
  );
}
