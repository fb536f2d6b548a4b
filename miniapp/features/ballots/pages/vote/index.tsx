import { castBallot, getBallot } from '@shared/ballots/contract';
import { type BallotView } from '@shared/ballots/schemas';
import { BALLOT_KIND_NAMES, BALLOT_UNIT_NAMES } from '@shared/ballots/rules';
import { friendlyTime } from '@shared/time/shanghai';
import { useState } from 'react';
import { call, explain, putApi, useApi, useUser } from '@miniapp/client';
import { openPage, useQuery } from '@miniapp/platform/navigation';
import {
  Banner,
  Button,
  Card,
  Cell,
  CellList,
  Choice,
  confirm,
  Field,
  Heading,
  List,
  ListItem,
  MultiChoice,
  Page,
  Progress,
  Skeleton,
  StatusTag,
  Tag,
  Text,
  toast,
  View,
} from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { ensureSignedIn } from '@miniapp/widgets/sign-in';
import { BALLOT_STATE_WORDS, turnoutWords } from '@miniapp/widgets/topic-ballot';
import { useNow } from '@miniapp/widgets/use-now';
import { Buildings } from '../../components/buildings';
import { RuleWords } from '../../components/rule-words';
import '../../ballots.scss';

const POLL_MS = 15_000;

/** `?id=` of a topic: its ballot, with the rules beside it. */
export default function VotePage() {
  const { id = '' } = useQuery();
  const query = useApi(getBallot, { params: { id } }, { pollMs: POLL_MS });
  return (
    <Page title="表决" aside={query.data ? <Rules ballot={query.data} /> : null}>
      <Loaded query={query} skeleton={<Skeleton kind="cards" rows={2} />}>
        {(ballot) => <Ballot key={ballot.topicId} ballot={ballot} />}
      </Loaded>
    </Page>
  );
}

function Rules({ ballot }: { ballot: BallotView }) {
  return (
    <Card title="规则">
      <RuleWords words={ballot.words} />
    </Card>
  );
}

function Ballot({ ballot }: { ballot: BallotView }) {
  const now = useNow();
  const { topicId: id, state, question, rules, closesAt, turnout } = ballot;
  const { word, tone } = BALLOT_STATE_WORDS[state];
  const unit = rules.unit === 'person' ? '人' : '户';
  return (
    <>
      <Card>
        <View className="lx-stack">
          <Heading level={2} className="lx-title">
            {question}
          </Heading>
          <View className="ballot-option__head">
            <StatusTag tone={tone}>{word}</StatusTag>
            <View className="lx-row">
              <Tag>{BALLOT_KIND_NAMES[rules.kind]}</Tag>
              <Tag>{BALLOT_UNIT_NAMES[rules.unit]}</Tag>
            </View>
          </View>
          {closesAt && state !== 'void' ? (
            <Text className="lx-small">{`${friendlyTime(Date.parse(closesAt), now)} 截止`}</Text>
          ) : null}
          {state === 'open' || state === 'counting' ? (
            <>
              <Text className="lx-small lx-num">{turnoutWords(ballot)}</Text>
              <Progress
                percent={Math.min(100, (turnout.cast / Math.max(1, turnout.eligible)) * 100)}
                label="投票率"
              />
            </>
          ) : null}
          {state === 'counting' ? <Banner>投票已经截止，正在计票，稍后公布结果</Banner> : null}
          {state === 'void' ? <Banner tone="warning">议题已经终止，这次表决不计票</Banner> : null}
          {state === 'counted' ? (
            <Button block icon="list" onPress={() => void openPage(routes.ballotResult, { id })}>
              看表决结果
            </Button>
          ) : null}
        </View>
      </Card>
      {state === 'open' ? <Choosing ballot={ballot} /> : <Options ballot={ballot} />}
      <Buildings items={turnout.buildings} unit={unit} />
    </>
  );
}

function Options({ ballot }: { ballot: BallotView }) {
  return (
    <Card title="选项">
      <List className="lx-stack">
        {ballot.options.map(({ id, text }) => (
          <ListItem key={id}>{`${id}. ${text}`}</ListItem>
        ))}
      </List>
    </Card>
  );
}

/** Choosing and sending; what is sent is said once more before. */
function Choosing({ ballot }: { ballot: BallotView }) {
  const user = useUser();
  const { topicId: id, options, rules, mine } = ballot;
  const [chosen, setChosen] = useState<string[]>(mine?.choices ?? []);
  const [sending, setSending] = useState(false);
  const most = { single: 1, multiple: rules.choicesAtMost, approval: options.length }[rules.kind];
  const shown = options.map((option) => ({ value: option.id, text: option.text }));
  const nameOf = (choices: readonly string[]) =>
    choices.length === 0
      ? '弃权'
      : options
          .filter((option) => choices.includes(option.id))
          .map(({ text }) => `「${text}」`)
          .join('、');

  const send = async (choices: string[]): Promise<void> => {
    if (!(await ensureSignedIn(`${routes.vote}?id=${id}`))) return;
    const sure = await confirm({
      title: choices.length === 0 ? '弃权？' : `投给${nameOf(choices)}？`,
      text: '截止前可以改。您投了什么，别人都看不到。',
      yes: choices.length === 0 ? '弃权' : '投票',
      no: '再想想',
    });
    if (!sure) return;
    setSending(true);
    try {
      const params = { id };
      putApi(getBallot, { params }, await call(castBallot, { params, body: { choices } }));
      setChosen(choices);
      toast.done('投好了');
    } catch (error) {
      toast.fail(explain(error));
    } finally {
      setSending(false);
    }
  };

  if (user && mine && !mine.mayVote)
    return (
      <>
        <Banner tone="warning">{mine.why ?? '您不能参加这次投票'}</Banner>
        {mine.voted ? null : (
          <CellList label="我的住处">
            <Cell
              icon="building"
              title="我的住处"
              note="看核实情况，或申请核实"
              onPress={() => void openPage(routes.residence)}
            />
          </CellList>
        )}
        {mine.choices ? <Text className="lx-small">{`您投的是：${nameOf(mine.choices)}`}</Text> : null}
        <Options ballot={ballot} />
      </>
    );
  return (
    <Card title={mine?.voted ? '改票' : '投票'}>
      <View className="lx-stack">
        {mine?.choices ? (
          <Banner tone="success">{`您投的是：${nameOf(mine.choices)}。截止前可以改。`}</Banner>
        ) : null}
        <Field label={most === 1 ? '选一项' : `可以选 ${most} 项`} group>
          {most === 1 ? (
            <Choice
              layout="rows"
              options={shown}
              value={chosen[0]}
              onChange={(value) => setChosen([value])}
            />
          ) : (
            <MultiChoice
              layout="rows"
              options={shown.map((option) => ({
                ...option,
                disabled: chosen.length >= most && !chosen.includes(option.value),
              }))}
              values={chosen}
              onChange={setChosen}
            />
          )}
        </Field>
        <Button
          block
          icon="check"
          loading={sending}
          disabled={chosen.length === 0}
          onPress={() => void send(chosen)}
        >
          {mine?.voted ? '改成这样' : '投票'}
        </Button>
        <Button kind="ghost" disabled={sending} onPress={() => void send([])}>
          弃权
        </Button>
      </View>
    </Card>
  );
}
