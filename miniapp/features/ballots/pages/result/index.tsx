import { type ReactNode, useState } from 'react';
import { getBallotResult } from '@shared/ballots/contract';
import { type BallotResultView } from '@shared/ballots/schemas';
import { printResult } from '@shared/prints/contract';
import { friendlyTime } from '@shared/time/shanghai';
import { explain, openDocument, useApi } from '@miniapp/client';
import { openPage, toUrl, useQuery } from '@miniapp/platform/navigation';
import {
  Banner,
  Button,
  Card,
  Heading,
  List,
  ListItem,
  Page,
  Skeleton,
  Tag,
  Text,
  toast,
  View,
} from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { useShareLink } from '@miniapp/widgets/share-link';
import { useNow } from '@miniapp/widgets/use-now';
import { Buildings } from '../../components/buildings';
import { RuleWords } from '../../components/rule-words';
import { ShareBar } from '../../components/share-bar';
import '../../ballots.scss';

/** `?id=` of a topic: the result of its ballot with every number there is. */
export default function ResultPage() {
  const { id = '' } = useQuery();
  const query = useApi(getBallotResult, { params: { id } });
  const { data } = query;
  const share = useShareLink(
    data && {
      title: `表决结果公示：${data.topicTitle}，${data.summary}`,
      url: toUrl(routes.ballotResult, { id }),
    },
  );
  return (
    <Page title="表决结果公示">
      <Loaded query={query} skeleton={<Skeleton kind="cards" rows={3} />}>
        {(result) => <Result result={result} share={share} />}
      </Loaded>
    </Page>
  );
}

/** 公示 for the wall of the house: a PDF that the browser or WeChat prints. */
function PrintResult({ id }: { id: string }) {
  const [busy, setBusy] = useState(false);
  const print = async (): Promise<void> => {
    setBusy(true);
    try {
      await openDocument(printResult, { params: { id } });
    } catch (error) {
      toast.fail(explain(error));
    }
    setBusy(false);
  };
  return (
    <Button kind="secondary" icon="document" loading={busy} onPress={() => void print()}>
      打印公示（PDF）
    </Button>
  );
}

function Result({ result, share }: { result: BallotResultView; share: ReactNode }) {
  const now = useNow();
  const { topicId: id, cast, passed, summary, unreadable, rules } = result;
  const unit = rules.unit === 'person' ? '人' : '户';
  const time = (iso: string) => friendlyTime(Date.parse(iso), now);
  return (
    <>
      <Card>
        <View className="lx-stack">
          <Text className="lx-caption">{`${result.area.name} · ${result.topicTitle}`}</Text>
          <Heading level={2} className="lx-title">
            {result.question}
          </Heading>
          <Banner tone={passed ? 'success' : 'info'}>{summary}</Banner>
          {unreadable > 0 ? (
            <Banner tone="danger">{`有 ${unreadable} 张票被损坏或不是通过系统投的，没有计入`}</Banner>
          ) : null}
          <RuleWords words={result.words} />
        </View>
      </Card>
      <Card title="各选项得票">
        <List className="lx-stack">
          {result.options.map((option) => (
            <ListItem key={option.id} className="ballot-option">
              <View className="ballot-option__head">
                <Text>{`${option.id}. ${option.text}`}</Text>
                {option.decided ? <Tag icon="check">通过</Tag> : null}
              </View>
              <ShareBar
                parts={[
                  {
                    name: `${option.votes} 票，占投票总数`,
                    share: option.votes / Math.max(1, cast),
                    tone: 'group',
                  },
                ]}
              />
            </ListItem>
          ))}
        </List>
      </Card>
      <Card title="全部选票">
        <View className="lx-stack">
          <Text className="lx-small">
            选票不带任何人的信息，也没有先后；计票以后，谁投的哪张票，连系统也查不到。
          </Text>
          {result.ballots.map(({ choices, count }) => (
            <View key={choices.join('')} className="lx-row lx-row--between">
              <Text className="lx-small">{choices.length === 0 ? '弃权' : `选 ${choices.join('、')}`}</Text>
              <Text className="lx-small lx-num">{`${count} 张`}</Text>
            </View>
          ))}
          <View className="lx-row lx-row--between">
            <Text className="lx-small">名册上登记已投</Text>
            <Text className="lx-small lx-num">{`${result.listed} ${unit}`}</Text>
          </View>
        </View>
      </Card>
      <Buildings items={result.buildings} unit={unit} />
      <Card title="怎样复核">
        <View className="lx-stack">
          <Text className="lx-small">
            用公布的选票，任何人都可以照规则重算一遍。结果的校验码已记入只能增加、不能修改的日志。
          </Text>
          <Text className="lx-caption ballot-hash">{result.hash}</Text>
          <Text className="lx-caption">{`${time(result.closedAt)} 截止，${time(result.countedAt)} 计票`}</Text>
        </View>
      </Card>
      <View className="lx-row">{share}</View>
      <PrintResult id={id} />
      <Button kind="secondary" icon="list" onPress={() => void openPage(routes.vote, { id })}>
        看表决规则
      </Button>
    </>
  );
}
