import { useState } from 'react';
import { friendlyTime } from '@shared/time/shanghai';
import { outbox, type Submission } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import {
  Button,
  Card,
  confirm,
  type IconName,
  StatusTag,
  type StatusTone,
  Text,
  toast,
  View,
} from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';

const STATES: Record<Submission['state'], { word: string; tone: StatusTone; icon: IconName }> = {
  draft: { word: '草稿', tone: 'declined', icon: 'pencil' },
  waiting: { word: '等待发送', tone: 'waiting', icon: 'clock' },
  sending: { word: '正在发送', tone: 'working', icon: 'send' },
  refused: { word: '没有发出', tone: 'overdue', icon: 'alert' },
};

function explained({ state, problem }: Submission, mine: boolean): string {
  if (state === 'draft') return '还没有提交，可以接着写';
  if (state === 'refused') return `${problem?.detail ?? '没有发出'}，改好后再提交`;
  if (!mine) return '这是用另一个账号提交的，登录那个账号后会自动发送';
  return state === 'sending' ? '正在发送，请稍等' : '联网后会自动发送，不用再填一遍';
}

/** What goes along with the words. */
function attached(photos: Submission['photos']): string {
  const voice = photos.some(({ kind }) => kind === 'voice');
  const pictures = photos.filter(({ kind }) => kind !== 'voice').length;
  return `${pictures > 0 ? `${pictures} 张照片 · ` : ''}${voice ? '一段录音 · ' : ''}`;
}

/** One of them, with what can be done about it. */
export function UnsentCard({ item, mine }: { item: Submission; mine: boolean }) {
  const now = useNow();
  const [busy, setBusy] = useState(false);
  const { word, tone, icon } = STATES[item.state];
  const edit = () => {
    if (item.state === 'draft' || outbox.recall(item.id)) void openPage(routes.report, { draft: item.id });
    else toast.info('可能已经发到，请先点「现在发送」确认');
  };
  const send = async () => {
    setBusy(true);
    await outbox.flush();
    setBusy(false);
    if (outbox.has(item.id)) toast.info('还没有发出去，联网后会自动再试');
    else toast.done('已发送');
  };
  const remove = async () => {
    const sure = await confirm({
      title: '删除这份内容？',
      text: '文字和照片都会删除，不能找回。',
      yes: '删除',
      danger: true,
    });
    if (sure) outbox.discard(item.id);
  };
  return (
    <Card label={`${word}：${item.form.text || '还没有写文字'}`}>
      <View className="lx-stack">
        <View className="lx-row lx-row--between">
          <StatusTag tone={tone} icon={icon}>
            {word}
          </StatusTag>
          <Text className="lx-caption lx-num">{friendlyTime(Date.parse(item.updatedAt), now)}</Text>
        </View>
        <View className="lx-clamp-2">{item.form.text || '（还没有写文字）'}</View>
        <View className="lx-small">{`${attached(item.photos)}${explained(item, mine)}`}</View>
        <View className="lx-row">
          {item.state === 'waiting' && mine ? (
            <Button size="small" icon="send" loading={busy} onPress={() => void send()}>
              现在发送
            </Button>
          ) : null}
          {item.state === 'draft' ||
          item.state === 'refused' ||
          (item.state === 'waiting' && !item.attempted) ? (
            <Button kind="secondary" size="small" icon="pencil" onPress={edit}>
              {item.state === 'draft' ? '接着写' : '修改'}
            </Button>
          ) : null}
          {item.state !== 'sending' ? (
            <Button kind="ghost" size="small" icon="trash" onPress={() => void remove()}>
              删除
            </Button>
          ) : null}
        </View>
      </View>
    </Card>
  );
}
