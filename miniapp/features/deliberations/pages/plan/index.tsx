import { useState } from 'react';
import { getBallot } from '@shared/ballots/contract';
import { getTopic, listTopics, replanTopic } from '@shared/deliberations/contract';
import { type TopicView } from '@shared/deliberations/schemas';
import { calendarTime } from '@shared/time/shanghai';
import { call, putApi, refreshApi, useApi } from '@miniapp/client';
import { goBack, useQuery } from '@miniapp/platform/navigation';
import { Banner, Button, Empty, Field, Page, Skeleton, Text, TextArea, TextInput, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { useNow } from '@miniapp/widgets/use-now';
import { useUnsaved } from '@miniapp/widgets/use-unsaved';
import { sayMissing } from '@miniapp/widgets/say-missing';
import { useForm } from '../../hooks/use-form';
import { isKept, PLANNED, readDates, typedDates } from '../../model/replan';
import '../../deliberations.scss';

/** `?id=` of a topic: its organiser changes the dates that may still be changed, with a reason. */
export default function PlanPage() {
  const { id = '' } = useQuery();
  const query = useApi(getTopic, { params: { id } });
  return (
    <Page title="改日期" width="form">
      <Loaded query={query} skeleton={<Skeleton kind="cards" rows={2} />}>
        {(topic) =>
          !topic.me.organiser ? (
            <Empty icon="lock" title="日期由当地的中心来定" note="有建议，可以在议题下面留言。" />
          ) : topic.outcome !== null || topic.phase === 'raise' || topic.phase === 'set' ? (
            <Empty
              icon="calendar"
              title={topic.outcome === null ? '立项时再定日期' : '议题已经结束'}
              note="附议和答复的期限是固定的。"
            />
          ) : (
            <Form topic={topic} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Form({ topic }: { topic: TopicView }) {
  const now = useNow();
  const [initial] = useState(() => typedDates(topic.plan));
  const [typed, setTyped] = useState(initial);
  const [reason, setReason] = useState('');
  useUnsaved(typed !== initial || reason !== '');
  const { busy, wrong, setWrong, send } = useForm();
  const save = async () => {
    const read = readDates(typed, topic.plan, topic.phase);
    const noReason = reason.trim().length < 4;
    setWrong({ ...read.wrong, ...(noReason && { reason: '请写为什么改' }) });
    if (!read.dates || noReason) return sayMissing();
    const params = { id: topic.id };
    const body = { plan: read.dates, reason, version: topic.version };
    const sent = await send(async () => {
      putApi(getTopic, { params }, await call(replanTopic, { params, body }));
      await refreshApi(listTopics, getBallot);
    }, '已告诉参与的人');
    if (sent) await goBack();
  };
  return (
    <View className="lx-stack">
      <View className="lx-title">{topic.title}</View>
      <Banner>每个阶段至少留一天。表决开始以后，截止时间不能再改。</Banner>
      {PLANNED.map(({ phase, key, name }) => {
        const at = topic.plan[key];
        return isKept(topic.phase, phase) ? (
          <View key={key} className="lx-row lx-row--between">
            <Text>{name}</Text>
            <Text className="lx-num">{at ? `${calendarTime(Date.parse(at), now)}（不能再改）` : ''}</Text>
          </View>
        ) : (
          <Field key={key} label={name} error={wrong[`plan.${key}`]} required>
            <TextInput
              initial={typed[key]}
              maxLength={20}
              placeholder="如 2026-12-05 20:00"
              onChange={(text) => setTyped((before) => ({ ...before, [key]: text }))}
            />
          </Field>
        );
      })}
      <Field label="为什么改" hint="写进议题的经过，参与过的人都会收到" error={wrong.reason} required>
        <TextArea rows={3} maxLength={500} onChange={setReason} />
      </Field>
      <Button block icon="calendar" loading={busy} onPress={() => void save()}>
        改好并通知
      </Button>
    </View>
  );
}
