import { useState } from 'react';
import { evaluateTopic, getTopic } from '@shared/deliberations/contract';
import { EVALUATION_DONE_NAMES, type TopicView } from '@shared/deliberations/schemas';
import { call, putApi } from '@miniapp/client';
import { Button, Card, Choice, Field, Stars, StarsShown, Text, TextArea, View } from '@miniapp/ui';
import { useAct } from '../hooks/use-act';

type Done = keyof typeof EVALUATION_DONE_NAMES;
const DONE = (['yes', 'partly', 'no'] as const).map((value) => ({
  value,
  text: EVALUATION_DONE_NAMES[value],
}));

/** What those who took part say of how it was carried out. */
export function Evaluation({ topic }: { topic: TopicView }) {
  const { evaluations, me } = topic;
  if (!evaluations) return null;
  const { count, average, done, texts } = evaluations;
  return (
    <Card title="大家的评价">
      <View className="lx-stack">
        {me.mayEvaluate ? <Form topic={topic} /> : null}
        {average === null ? (
          <Text className="lx-small">{`${count} 人评价，满 5 人显示平均分`}</Text>
        ) : (
          <StarsShown label={`${count} 人评价，平均 ${average} 分`} value={Math.round(average)} />
        )}
        {count > 0 ? (
          <Text className="lx-small lx-num">
            {DONE.map(({ value, text }) => `${text} ${done[value]}`).join(' · ')}
          </Text>
        ) : null}
        {texts.map(({ score, text }, index) => (
          <View key={index} className="topic-reply">
            <Text className="lx-caption">{`${score} 分`}</Text>
            <View className="topic-words">{text}</View>
          </View>
        ))}
      </View>
    </Card>
  );
}

function Form({ topic }: { topic: TopicView }) {
  const mine = topic.evaluations?.mine;
  const [done, setDone] = useState<Done | undefined>(mine?.done);
  const [score, setScore] = useState<number | undefined>(mine?.score);
  const [text, setText] = useState(mine?.text ?? '');
  const { busy, act } = useAct();
  const send = () => {
    if (!done || !score) return;
    const params = { id: topic.id };
    void act(async () => {
      const body = { done, score, ...(text.trim() && { text }) };
      putApi(getTopic, { params }, await call(evaluateTopic, { params, body }));
    }, '谢谢您的评价');
  };
  return (
    <View className="lx-stack">
      <Field label="说好的事办到了吗" required group>
        <Choice options={DONE} value={done} onChange={setDone} />
      </Field>
      <Stars label="办得怎么样" value={score} onChange={setScore} />
      <Field label="想说的话" optional>
        <TextArea initial={text} rows={3} maxLength={300} onChange={setText} />
      </Field>
      <Button loading={busy} disabled={!done || !score} onPress={send}>
        {mine ? '修改评价' : '提交评价'}
      </Button>
    </View>
  );
}
