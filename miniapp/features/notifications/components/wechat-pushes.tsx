import { useState } from 'react';
import { addSubscriptions, getSubscriptions, type Subscriptions } from '@shared/notifications/subscriptions';
import { call, explain, putApi, useApi } from '@miniapp/client';
import { askToSubscribe, canSubscribe } from '@miniapp/platform/subscribe';
import { Button, Cell, CellList, Skeleton, toast, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';

/** WeChat notices: each has to be agreed to in WeChat, once for every message. */
export function WechatPushes({ staff }: { staff: boolean }) {
  const query = useApi(getSubscriptions, {});
  return (
    <Loaded query={query} skeleton={<Skeleton kind="lines" rows={3} />}>
      {({ items }) => <Pushes items={items.filter(({ template }) => staff || template !== 'work')} />}
    </Loaded>
  );
}

function Pushes({ items }: { items: Subscriptions['items'] }) {
  const [asking, setAsking] = useState(false);
  const offered = items.flatMap(({ template, templateId }) => (templateId ? [{ template, templateId }] : []));
  const ask = async (): Promise<void> => {
    setAsking(true);
    try {
      const ids = await askToSubscribe(offered.map(({ templateId }) => templateId));
      const accepted = offered
        .filter(({ templateId }) => ids.includes(templateId))
        .map((one) => one.template);
      if (accepted.length > 0) {
        const answer = await call(addSubscriptions, { body: { accepted } });
        putApi(getSubscriptions, {}, answer);
        toast.done('好的，有进展会发微信通知');
      }
    } catch (error) {
      toast.fail(explain(error));
    } finally {
      setAsking(false);
    }
  };
  return (
    <View className="lx-stack">
      <CellList title="微信通知">
        {items.map(({ template, name, note, left, kind }) => (
          <Cell
            key={template}
            title={name}
            note={note}
            value={kind === 'once' ? `还可发 ${left} 条` : left > 0 ? '已同意' : '未同意'}
          />
        ))}
      </CellList>
      <View className="lx-small">
        {canSubscribe
          ? '微信规定：每同意一次，只能发一条通知。用完了请再点一次。'
          : '请在微信小程序里打开这一页，同意接收后才会发微信通知。'}
      </View>
      {canSubscribe && offered.length > 0 ? (
        <Button kind="secondary" block icon="bell" loading={asking} onPress={() => void ask()}>
          同意接收微信通知
        </Button>
      ) : null}
    </View>
  );
}
