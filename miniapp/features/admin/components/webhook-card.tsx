import { useState } from 'react';
import {
  deleteWebhook,
  listWebhooks,
  renewWebhookSecret,
  testWebhook,
  updateWebhook,
  type WebhookView,
} from '@shared/webhooks/contract';
import { friendlyTime } from '@shared/time/shanghai';
import { call, explain, refreshApi } from '@miniapp/client';
import { Button, Card, confirm, StatusTag, toast, View } from '@miniapp/ui';
import { useNow } from '@miniapp/widgets/use-now';
import { eventName } from '../model/event-names';

interface WebhookCardProps {
  hook: WebhookView;
  onSecret: (secret: string) => void;
}

/** One address: what it gets, how it fares, and what can be done with it. */
export function WebhookCard({ hook, onSecret }: WebhookCardProps) {
  const now = useNow();
  const [busy, setBusy] = useState<string>();
  const { id, version, active } = hook;
  const act = async (what: string, work: () => Promise<string | null>): Promise<void> => {
    setBusy(what);
    try {
      const said = await work();
      if (said) toast.done(said);
      await refreshApi(listWebhooks);
    } catch (error) {
      toast.fail(explain(error));
    } finally {
      setBusy(undefined);
    }
  };
  const ping = () =>
    act('ping', async () => {
      const { ok, error, tookMs } = await call(testWebhook, { params: { id } });
      if (!ok) throw new Error(error ?? '没有收到应答');
      return `对方已应答，用时 ${tookMs} 毫秒`;
    });
  const flip = async (): Promise<void> => {
    const sure =
      !active || (await confirm({ title: '停用这个地址？', text: '停用期间的事件不会补发。', yes: '停用' }));
    if (sure)
      await act('flip', async () => {
        await call(updateWebhook, { params: { id }, body: { active: !active, version } });
        return active ? '已停用' : '已启用';
      });
  };
  const renew = async (): Promise<void> => {
    const text = '旧密钥马上失效，对方要换成新的才能验证签名。';
    if (await confirm({ title: '换一个签名密钥？', text, yes: '换新密钥' }))
      await act('renew', async () => {
        onSecret((await call(renewWebhookSecret, { params: { id } })).secret);
        return null;
      });
  };
  const remove = async (): Promise<void> => {
    const text = '还没发出的也不再发送，不能恢复。';
    if (await confirm({ title: '删除这个地址？', text, yes: '删除', danger: true }))
      await act('remove', async () => {
        await call(deleteWebhook, { params: { id } });
        return '已删除';
      });
  };
  return (
    <Card title={hook.note || hook.areaName} extra={<State hook={hook} />}>
      <View className="lx-stack">
        <View className="webhook-url">{hook.url}</View>
        <View className="lx-small">
          {`${hook.areaName}（${hook.areaCode}） · ${hook.eventTypes.map(eventName).join('、')}`}
        </View>
        <View className="lx-caption lx-num">
          {hook.lastDeliveredAt
            ? `最近送达 ${friendlyTime(Date.parse(hook.lastDeliveredAt), now)}`
            : '还没有送达过'}
        </View>
        {hook.disabledReason ? <View className="job-error">{hook.disabledReason}</View> : null}
        <View className="webhook-actions">
          <Button size="small" kind="secondary" loading={busy === 'ping'} onPress={() => void ping()}>
            发测试消息
          </Button>
          <Button size="small" kind="secondary" loading={busy === 'flip'} onPress={() => void flip()}>
            {active ? '停用' : '启用'}
          </Button>
          <Button size="small" kind="ghost" loading={busy === 'renew'} onPress={() => void renew()}>
            换密钥
          </Button>
          <Button size="small" kind="danger" loading={busy === 'remove'} onPress={() => void remove()}>
            删除
          </Button>
        </View>
      </View>
    </Card>
  );
}

function State({ hook: { active, failingSince } }: { hook: WebhookView }) {
  if (!active) return <StatusTag tone="declined">已停用</StatusTag>;
  return failingSince ? (
    <StatusTag tone="overdue">发送失败</StatusTag>
  ) : (
    <StatusTag tone="done">正常</StatusTag>
  );
}
