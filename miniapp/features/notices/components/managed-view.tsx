import { useState } from 'react';
import { getManagedNotice, withdrawNotice } from '@shared/notices/contract';
import { parseRichText } from '@shared/notices/rich-text';
import { COUNTED_AT_MOST, type ManagedNotice } from '@shared/notices/schemas';
import { call, explain, putApi } from '@miniapp/client';
import { Button, Card, confirm, Field, Sheet, StatusTag, TextArea, toast, View } from '@miniapp/ui';
import { useNow } from '@miniapp/widgets/use-now';
import { STATE_WORDS, termText } from '../model/words';
import { NoticeForm } from './notice-form';
import { RichText } from './rich-text';

const counted = (count: number) => (count >= COUNTED_AT_MOST ? `${COUNTED_AT_MOST} 人以上` : `${count} 人`);

/** One notice as its writer sees it: where it stands, who has read it, and what may still be done. */
export function ManagedView({ notice }: { notice: ManagedNotice }) {
  const now = useNow();
  const [doing, setDoing] = useState<'change' | 'withdraw'>();
  const { title, area, state, text, receipts } = notice;
  const words = STATE_WORDS[state];
  if (doing === 'change') return <NoticeForm notice={notice} onDone={() => setDoing(undefined)} />;
  return (
    <>
      <Card
        title={title}
        extra={
          <StatusTag tone={words.tone} icon={words.icon}>
            {words.text}
          </StatusTag>
        }
      >
        <View className="lx-stack">
          <View className="lx-caption">{`发给${area.name} · ${termText(notice, now)}`}</View>
          {receipts ? (
            <View className="lx-small lx-num">
              {`已知晓 ${counted(receipts.read)}；这里登记了网格的居民 ${counted(receipts.residents)}`}
            </View>
          ) : null}
          {notice.inbox === 'none' ? null : (
            <View className="lx-small">
              {notice.inbox === 'sent' ? '已发到居民的消息里' : '发布后会发到居民的消息里'}
            </View>
          )}
          <RichText blocks={parseRichText(text)} />
        </View>
      </Card>
      {state === 'scheduled' || state === 'current' ? (
        <View className="notice-buttons">
          <Button kind="secondary" icon="pencil" onPress={() => setDoing('change')}>
            修改
          </Button>
          <Button kind="danger" icon="undo" onPress={() => setDoing('withdraw')}>
            撤回
          </Button>
        </View>
      ) : null}
      {doing === 'withdraw' ? <WithdrawSheet notice={notice} onClose={() => setDoing(undefined)} /> : null}
    </>
  );
}

function WithdrawSheet({ notice, onClose }: { notice: ManagedNotice; onClose: () => void }) {
  const { id, version } = notice;
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    const text = '居民不再看到内容，只看到撤回的原因。撤回后不能恢复。';
    if (!(await confirm({ title: '撤回这条公告？', text, yes: '撤回', danger: true }))) return;
    setBusy(true);
    try {
      const answer = await call(withdrawNotice, { params: { id }, body: { reason, version } });
      putApi(getManagedNotice, { params: { id } }, answer);
      toast.done('已撤回');
      onClose();
    } catch (error) {
      toast.fail(explain(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Sheet
      open
      title="撤回公告"
      onClose={onClose}
      footer={
        <Button
          block
          kind="danger"
          loading={busy}
          disabled={reason.trim().length < 2}
          onPress={() => void send()}
        >
          撤回
        </Button>
      }
    >
      <Field label="撤回原因" hint="打开过这条公告的居民会看到" required>
        <TextArea rows={3} maxLength={200} placeholder="如：停水时间有变，另行通知" onChange={setReason} />
      </Field>
    </Sheet>
  );
}
