import { useState } from 'react';
import { getTopic } from '@shared/deliberations/contract';
import {
  changeStatement,
  listStatements,
  removeItem,
  withdrawStatement,
} from '@shared/deliberations/contribution-contract';
import { OPINION_NAMES, OPINIONS, type StatementView } from '@shared/deliberations/contributions';
import { type TopicView } from '@shared/deliberations/schemas';
import { call, refreshApi } from '@miniapp/client';
import { Button, Card, Choice, confirm, Field, Tag, Text, TextArea, View } from '@miniapp/ui';
import { useAct } from '../hooks/use-act';
import { useOpine } from '../hooks/use-opine';
import { CareNote } from './care-note';
import { ReasonSheet } from '@miniapp/widgets/reason-sheet';

const CHOICES = OPINIONS.map((value) => ({ value, text: OPINION_NAMES[value] }));

/** One statement in a list: my opinion of it, to change while it may be, and how others think once I have spoken. */
export function StatementRow({
  topic,
  item,
  open,
}: {
  topic: TopicView;
  item: StatementView;
  open: boolean;
}) {
  const { given, opine } = useOpine(topic.id);
  const opinion = given[item.id] ?? item.opinion;
  const { tally } = item;
  return (
    <Card>
      <View className="lx-stack">
        <View className="topic-words">{item.text}</View>
        {item.official || item.mine ? (
          <View className="topic-said__head">
            {item.official ? <Tag>主持人提出</Tag> : null}
            {item.mine ? <Tag>我提的</Tag> : null}
          </View>
        ) : null}
        <CareNote
          topicId={topic.id}
          itemId={item.id}
          care={item.care}
          onChanged={() => void refreshApi(listStatements)}
        />
        {open && topic.me.maySpeak && !item.care ? (
          <Choice
            label={`对「${item.text}」的看法`}
            options={CHOICES}
            value={opinion ?? undefined}
            onChange={(value) => void opine(item.id, value)}
          />
        ) : opinion ? (
          <Text className="lx-small">{`我：${OPINION_NAMES[opinion]}`}</Text>
        ) : null}
        {tally ? (
          <View className="topic-tally lx-small lx-num">
            <Text>{`同意 ${tally.agree}`}</Text>
            <Text>{`不同意 ${tally.disagree}`}</Text>
            <Text>{`跳过 ${tally.pass}`}</Text>
          </View>
        ) : null}
        <Own topic={topic} item={item} open={open} />
      </View>
    </Card>
  );
}

/** What its author may do with it, and what who leads the topic may. */
function Own({ topic, item, open }: { topic: TopicView; item: StatementView; open: boolean }) {
  const [changing, setChanging] = useState(false);
  const [removing, setRemoving] = useState(false);
  const [text, setText] = useState(item.text);
  const { busy, act } = useAct();
  const params = { id: topic.id, sid: item.id };
  const after = () => refreshApi(listStatements, getTopic);
  const change = async () => {
    if (await act(() => call(changeStatement, { params, body: { text } }), '已改好')) {
      setChanging(false);
      await after();
    }
  };
  const withdraw = async () => {
    const question = { title: '收回这条看法？', text: '别人对它的表态也不再计入，不能恢复', yes: '收回' };
    if (!(await confirm({ ...question, danger: true }))) return;
    if (await act(() => call(withdrawStatement, { params }), '已收回')) await after();
  };
  const remove = async (reason: string) => {
    const input = { params: { id: topic.id, item: item.id }, body: { reason } };
    if (await act(() => call(removeItem, input), '已移除')) {
      setRemoving(false);
      await after();
    }
  };
  if (item.mine && open && item.care?.state !== 'removed')
    return changing ? (
      <View className="lx-stack">
        <Field label="改成">
          <TextArea initial={item.text} rows={3} maxLength={140} counter onChange={setText} />
        </Field>
        <View className="topic-buttons">
          <Button kind="ghost" onPress={() => setChanging(false)}>
            不改了
          </Button>
          <Button loading={busy} onPress={() => void change()}>
            保存
          </Button>
        </View>
      </View>
    ) : (
      <View className="topic-buttons">
        <Button kind="ghost" size="small" icon="pencil" onPress={() => setChanging(true)}>
          改一改
        </Button>
        <Button kind="ghost" size="small" icon="undo" onPress={() => void withdraw()}>
          收回
        </Button>
      </View>
    );
  if (!topic.me.organiser || item.mine || item.care) return null;
  return (
    <>
      <Button kind="ghost" size="small" icon="eye-off" onPress={() => setRemoving(true)}>
        移除
      </Button>
      <ReasonSheet
        label="理由"
        least={4}
        open={removing}
        title="移除这条看法"
        hint="作者会看到理由，可以申诉；移除的条数公开"
        yes="移除"
        onClose={() => setRemoving(false)}
        onSend={(reason) => void remove(reason)}
      />
    </>
  );
}
