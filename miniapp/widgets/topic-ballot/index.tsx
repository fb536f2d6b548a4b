import { getBallot } from '@shared/ballots/contract';
import { type BallotView } from '@shared/ballots/schemas';
import { friendlyTime } from '@shared/time/shanghai';
import { ApiProblem, useApi } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Button, Card, StatusTag, type StatusTone, Text, View } from '@miniapp/ui';
import { routes } from '../routes';
import { useNow } from '../use-now';

export const BALLOT_STATE_WORDS: Record<BallotView['state'], { word: string; tone: StatusTone }> = {
  draft: { word: '还没开始', tone: 'waiting' },
  open: { word: '投票中', tone: 'working' },
  counting: { word: '正在计票', tone: 'waiting' },
  counted: { word: '已出结果', tone: 'done' },
  void: { word: '已终止', tone: 'declined' },
};

export const turnoutWords = ({ turnout, rules }: BallotView): string =>
  `已投 ${turnout.cast} ${rules.unit === 'person' ? '人' : '户'}，应投 ${turnout.eligible} ${rules.unit === 'person' ? '人' : '户'}`;

/** The ballot of a topic in short, with the way to vote, to its rules or to its result. */
export function TopicBallot({ topicId, organises }: { topicId: string; organises: boolean }) {
  const { data, error } = useApi(getBallot, { params: { id: topicId } });
  if (data) return <Short ballot={data} organises={organises} />;
  const none = error instanceof ApiProblem && error.status === 404;
  if (!none || !organises) return null;
  return (
    <Card title="表决">
      <View className="lx-stack">
        <View className="lx-small">还没有拟定表决。问题、选项和规则要在表决开始以前定好、公布出来。</View>
        <Button
          kind="secondary"
          icon="pencil"
          onPress={() => void openPage(routes.ballotRules, { id: topicId })}
        >
          拟定表决
        </Button>
      </View>
    </Card>
  );
}

function Short({ ballot, organises }: { ballot: BallotView; organises: boolean }) {
  const now = useNow();
  const { topicId: id, state, question, closesAt, mine } = ballot;
  const { word, tone } = BALLOT_STATE_WORDS[state];
  const shows = state === 'open' || state === 'counting';
  return (
    <Card title="表决" extra={<StatusTag tone={tone}>{word}</StatusTag>}>
      <View className="lx-stack">
        <View>{question}</View>
        {shows ? <Text className="lx-small lx-num">{turnoutWords(ballot)}</Text> : null}
        {state === 'open' && closesAt ? (
          <Text className="lx-caption">{`${friendlyTime(Date.parse(closesAt), now)} 截止，截止前可以改票`}</Text>
        ) : null}
        {state === 'counted' ? (
          <Button block icon="list" onPress={() => void openPage(routes.ballotResult, { id })}>
            看表决结果
          </Button>
        ) : state === 'open' ? (
          <Button block icon="check" onPress={() => void openPage(routes.vote, { id })}>
            {mine?.voted ? '看我的票或改票' : '去投票'}
          </Button>
        ) : (
          <Button kind="secondary" icon="list" onPress={() => void openPage(routes.vote, { id })}>
            看选项和规则
          </Button>
        )}
        {organises && ballot.mayWrite ? (
          <Button kind="ghost" icon="pencil" onPress={() => void openPage(routes.ballotRules, { id })}>
            修改表决方案
          </Button>
        ) : null}
      </View>
    </Card>
  );
}
