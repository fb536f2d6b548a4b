import { useState } from 'react';
import { cancelLeave, createLeave, getHandover } from '@shared/leave/contract';
import { type HandoverView } from '@shared/leave/schemas';
import { ApiProblem, call, explain, refreshApi } from '@miniapp/client';
import { Banner, Button, Card, Choice, Field, TextInput, View, confirm, toast } from '@miniapp/ui';
import { useNow } from '@miniapp/widgets/use-now';
import { backChoices, leaveText, startChoices } from '../model/leave-dates';

type Post = HandoverView['posts'][number];

interface Props {
  post: Post;
  colleagues: HandoverView['colleagues'];
}

/** The leave of one post: what is arranged, or the form to arrange it. */
export function PostLeave({ post, colleagues }: Props) {
  const [asking, setAsking] = useState(false);
  const { leave } = post;
  return (
    <Card title={`${post.areaName} · ${post.functionName}`}>
      {leave ? (
        <View className="lx-stack">
          <View className="lx-title">{leaveText(leave)}</View>
          <View className="lx-small">
            {leave.state === 'now' ? '正在休假，新的事不派给这个岗位。' : '到时新的事不派给这个岗位。'}
            {leave.deputy ? `由${leave.deputy.functionName} ${leave.deputy.name} 代班。` : ''}
          </View>
          <View className="lx-caption">{`原因：${leave.reason}`}</View>
          <Button kind="secondary" onPress={() => void cancel(post, leave.id)}>
            {leave.state === 'now' ? '提前回来' : '取消请假'}
          </Button>
        </View>
      ) : asking ? (
        <LeaveForm post={post} colleagues={colleagues} onDone={() => setAsking(false)} />
      ) : (
        <View className="lx-stack">
          <View className="lx-small">没有登记请假。请假期间，新的事自动派给代班的或下一位同事。</View>
          <Button kind="secondary" icon="calendar" onPress={() => setAsking(true)}>
            登记请假
          </Button>
        </View>
      )}
    </Card>
  );
}

async function cancel({ postId }: Post, leaveId: string): Promise<void> {
  const yes = await confirm({
    title: '取消这次请假？',
    text: '取消后新的事马上照常派过来；已经交接出去的不会自动回来。',
    yes: '取消请假',
    no: '不取消',
  });
  if (!yes) return;
  try {
    await call(cancelLeave, { params: { id: postId, leaveId } });
    toast.done('已取消');
  } catch (error) {
    toast.fail(explain(error));
  }
  await refreshApi(getHandover);
}

function LeaveForm({ post, colleagues, onDone }: Props & { onDone: () => void }) {
  const now = useNow();
  const [from, setFrom] = useState<string>();
  const [until, setUntil] = useState<string>();
  const [deputy, setDeputy] = useState('');
  const [reason, setReason] = useState('');
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const fieldError = (path: string) => (problem instanceof ApiProblem ? problem.fieldError(path) : undefined);
  const send = async (): Promise<void> => {
    if (!from || !until || sending) return;
    setSending(true);
    try {
      await call(createLeave, {
        params: { id: post.postId },
        body: { from, until, reason, ...(deputy && { deputyPostId: deputy }) },
      });
      toast.done('已登记请假');
      onDone();
      await refreshApi(getHandover);
    } catch (error) {
      setProblem(error);
    }
    setSending(false);
  };
  return (
    <View className="lx-stack">
      {problem ? (
        <Banner tone="danger" urgent>
          {explain(problem)}
        </Banner>
      ) : null}
      <Field label="从哪天起" error={fieldError('from')} required group>
        <Choice
          options={startChoices(now)}
          value={from}
          onChange={(value) => {
            setFrom(value);
            setUntil(undefined);
          }}
        />
      </Field>
      {from ? (
        <Field label="哪天回来" error={fieldError('until')} required group>
          <Choice options={backChoices(from)} value={until} onChange={setUntil} />
        </Field>
      ) : null}
      <Field
        label="谁代班"
        hint="新的事派给他；不选就按顺序派给下一位"
        error={fieldError('deputyPostId')}
        optional
        group
      >
        <Choice
          options={[
            { value: '', text: '不指定' },
            ...colleagues
              .filter(({ away }) => !away)
              .slice(0, 12)
              .map(({ postId, name, functionName, areaName }) => ({
                value: postId,
                text: `${name}（${areaName} ${functionName}）`,
              })),
          ]}
          value={deputy}
          onChange={setDeputy}
        />
      </Field>
      <Field label="原因" hint="只有您和调度员看得到" error={fieldError('reason')} required>
        <TextInput maxLength={100} placeholder="如：年休假" onChange={setReason} />
      </Field>
      <View className="action-card__buttons">
        <Button kind="ghost" onPress={onDone}>
          不请了
        </Button>
        <Button loading={sending} disabled={!from || !until || !reason.trim()} onPress={() => void send()}>
          登记
        </Button>
      </View>
    </View>
  );
}
