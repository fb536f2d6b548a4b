import { useState } from 'react';
import { type CommentView, type ReplyView } from '@shared/deliberations/contributions';
import {
  addComment,
  deleteComment,
  listComments,
  removeItem,
} from '@shared/deliberations/contribution-contract';
import { type TopicView } from '@shared/deliberations/schemas';
import { friendlyTime } from '@shared/time/shanghai';
import { numberWarning } from '@shared/text/redact';
import { call, newKey, refreshApi, useApiList } from '@miniapp/client';
import {
  Button,
  Card,
  confirm,
  Empty,
  Field,
  Heading,
  Skeleton,
  Tag,
  Text,
  TextArea,
  View,
} from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { MoreButton } from '@miniapp/widgets/more-button';
import { routes } from '@miniapp/widgets/routes';
import { ensureSignedIn } from '@miniapp/widgets/sign-in';
import { useAct } from '../hooks/use-act';
import { CareNote } from './care-note';
import { ReasonSheet } from '@miniapp/widgets/reason-sheet';

/** What people say to a topic, with answers; staff's are marked. */
export function Comments({ topic, now }: { topic: TopicView; now: number }) {
  const query = useApiList(listComments, { params: { id: topic.id } });
  return (
    <View className="lx-stack">
      <Heading level={2} className="lx-title">
        留言
      </Heading>
      {topic.me.maySpeak ? <Composer topicId={topic.id} /> : null}
      <Loaded
        query={query}
        skeleton={<Skeleton rows={3} />}
        isEmpty={(items) => items.length === 0}
        empty={<Empty icon="chat" title="还没有留言" note="说说您的想法，工作人员会看到" />}
      >
        {(items) => (
          <View className="lx-stack">
            {items.map((comment) => (
              <Comment key={comment.id} topic={topic} comment={comment} now={now} />
            ))}
            <MoreButton query={query}>更早的留言</MoreButton>
          </View>
        )}
      </Loaded>
    </View>
  );
}

function Comment({ topic, comment, now }: { topic: TopicView; comment: CommentView; now: number }) {
  const [answering, setAnswering] = useState(false);
  return (
    <Card>
      <View className="lx-stack">
        <Said topic={topic} item={comment} now={now} />
        {comment.replies.map((reply) => (
          <View key={reply.id} className="topic-reply">
            <Said topic={topic} item={reply} now={now} />
          </View>
        ))}
        {topic.me.maySpeak && !comment.care ? (
          answering ? (
            <Composer topicId={topic.id} replyTo={comment.id} onDone={() => setAnswering(false)} />
          ) : (
            <Button
              kind="ghost"
              size="small"
              icon="chat"
              label={`回复${comment.who}`}
              onPress={() => setAnswering(true)}
            >
              回复
            </Button>
          )
        ) : null}
      </View>
    </Card>
  );
}

function Said({ topic, item, now }: { topic: TopicView; item: ReplyView; now: number }) {
  const { act } = useAct();
  const [removing, setRemoving] = useState(false);
  const params = { id: topic.id, item: item.id };
  const drop = async () => {
    if (!(await confirm({ title: '删除这条留言？', yes: '删除', danger: true }))) return;
    if (await act(() => call(deleteComment, { params }), '已删除')) await refreshApi(listComments);
  };
  const remove = async (reason: string) => {
    if (await act(() => call(removeItem, { params, body: { reason } }), '已移除')) {
      setRemoving(false);
      await refreshApi(listComments);
    }
  };
  return (
    <View className="lx-stack">
      <View className="topic-said__head">
        <Text className="lx-small">{item.who}</Text>
        {item.official ? <Tag icon="check-circle">工作人员答复</Tag> : null}
        <Text className="lx-caption lx-num">{friendlyTime(Date.parse(item.at), now)}</Text>
      </View>
      <View className="topic-words">{item.text}</View>
      <CareNote
        topicId={topic.id}
        itemId={item.id}
        care={item.care}
        onChanged={() => void refreshApi(listComments)}
      />
      {item.mine && !item.care ? (
        <Button kind="ghost" size="small" icon="trash" onPress={() => void drop()}>
          删除
        </Button>
      ) : topic.me.organiser && !item.care && !item.mine ? (
        <Button kind="ghost" size="small" icon="eye-off" onPress={() => setRemoving(true)}>
          移除
        </Button>
      ) : null}
      <ReasonSheet
        label="理由"
        least={4}
        open={removing}
        title="移除这条留言"
        hint="作者会看到理由，可以申诉；移除的条数公开"
        yes="移除"
        onClose={() => setRemoving(false)}
        onSend={(reason) => void remove(reason)}
      />
    </View>
  );
}

interface ComposerProps {
  topicId: string;
  replyTo?: string;
  onDone?: () => void;
}

function Composer({ topicId, replyTo, onDone }: ComposerProps) {
  const [text, setText] = useState('');
  // A new field for every comment; and the same words sent again after a broken connection are the same comment.
  const [key, setKey] = useState(newKey);
  const { busy, act } = useAct();
  const send = async () => {
    if (!(await ensureSignedIn(`${routes.topic}?id=${topicId}`))) return;
    const input = { params: { id: topicId }, body: { text, ...(replyTo && { replyTo }) } };
    if (!(await act(() => call(addComment, input, { idempotencyKey: key }), '已发出'))) return;
    setText('');
    setKey(newKey());
    onDone?.();
    await refreshApi(listComments);
  };
  return (
    <View className="lx-stack">
      <Field label={replyTo ? '回复' : '说说您的想法'} hint={numberWarning(text) ?? undefined}>
        <TextArea key={key} rows={3} maxLength={500} onChange={setText} />
      </Field>
      <View className="topic-buttons">
        {onDone ? (
          <Button kind="ghost" onPress={onDone}>
            不回复了
          </Button>
        ) : null}
        <Button
          kind="secondary"
          icon="send"
          loading={busy}
          disabled={text.trim().length < 2}
          onPress={() => void send()}
        >
          {replyTo ? '回复' : '留言'}
        </Button>
      </View>
    </View>
  );
}
