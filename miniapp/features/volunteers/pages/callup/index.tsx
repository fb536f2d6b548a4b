import { answerCallUp, closeCallUp, getCallUp } from '@shared/volunteers/contract';
import {
  CALL_ANSWER_NAMES,
  CALL_ANSWERS,
  type CallAnswer,
  type CallUpView,
} from '@shared/volunteers/schemas';
import { SKILL_NAMES } from '@shared/volunteers/skills';
import { friendlyTime } from '@shared/time/shanghai';
import { call, putApi, useApi, useUser } from '@miniapp/client';
import { useQuery } from '@miniapp/platform/navigation';
import { Banner, Button, Card, confirm, Heading, Page, Skeleton, Text, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';
import { PeopleOnly } from '@miniapp/widgets/people-only';
import { useAct } from '../../hooks/use-act';
import '../../volunteers.scss';

const LIVE_MS = 5_000;

/** `?id=` one call-up: the answer of who was called, the count for who called. */
export default function CallUpPage() {
  const { id = '' } = useQuery();
  const user = useUser();
  const query = useApi(getCallUp, { params: { id } }, { enabled: user !== null, pollMs: LIVE_MS });
  return (
    <Page title="应急召集" width="form">
      <PeopleOnly to={`${routes.callUp}?id=${id}`} note="登录后能回复召集。">
        <Loaded query={query} skeleton={<Skeleton kind="cards" rows={2} />}>
          {(callUp) => <CallUp callUp={callUp} />}
        </Loaded>
      </PeopleOnly>
    </Page>
  );
}

function CallUp({ callUp }: { callUp: CallUpView }) {
  const now = useNow();
  const { busy, act } = useAct();
  const { id, title, text, meetAt, area, skill, until, open, counts, myAnswer, mayAnswer, mayClose } = callUp;
  const params = { id };
  const answer = (value: CallAnswer) =>
    act(
      value,
      async () =>
        putApi(getCallUp, { params }, await call(answerCallUp, { params, body: { answer: value } })),
      '已回复',
    );
  const close = async (): Promise<void> => {
    if (!(await confirm({ title: '结束召集？', text: '之后不能再回复。', yes: '结束', danger: true })))
      return;
    await act(
      'close',
      async () => putApi(getCallUp, { params }, await call(closeCallUp, { params })),
      '已结束',
    );
  };
  return (
    <>
      {open ? null : <Banner>这次召集已经结束</Banner>}
      <Card>
        <View className="lx-stack">
          <Heading level={2} className="lx-title">
            {title}
          </Heading>
          <View className="vol-text">{text}</View>
          <View className="lx-small">{`集合：${meetAt}`}</View>
          <View className="lx-caption">
            {`${area.name}${skill ? ` · 会${SKILL_NAMES[skill]}的志愿者` : ''} · ${friendlyTime(Date.parse(until), now)} 前回复`}
          </View>
        </View>
      </Card>
      {mayAnswer ? (
        <Card title={myAnswer ? `您回复了：${CALL_ANSWER_NAMES[myAnswer]}` : '您能来吗？'}>
          <View className="vol-buttons">
            {CALL_ANSWERS.map((value) => (
              <Button
                key={value}
                kind={value === 'no' ? 'ghost' : myAnswer === value ? 'primary' : 'secondary'}
                icon={myAnswer === value ? 'check' : undefined}
                loading={busy === value}
                onPress={() => void answer(value)}
              >
                {CALL_ANSWER_NAMES[value]}
              </Button>
            ))}
          </View>
        </Card>
      ) : null}
      <Card title={open ? '现在的回复' : '回复'}>
        <View className="lx-stack">
          <View className="vol-figures" live="polite">
            {CALL_ANSWERS.map((value) => (
              <View key={value} className="vol-figures__one">
                <Text className="vol-figures__number">{String(counts[value])}</Text>
                <Text className="lx-caption">{CALL_ANSWER_NAMES[value]}</Text>
              </View>
            ))}
          </View>
          <View className="lx-small lx-num">{`通知了 ${counts.called} 人，${open ? '每 5 秒更新' : '不再更新'}`}</View>
          {mayClose ? (
            <Button kind="danger" icon="stop" loading={busy === 'close'} onPress={() => void close()}>
              人够了，结束召集
            </Button>
          ) : null}
        </View>
      </Card>
    </>
  );
}
