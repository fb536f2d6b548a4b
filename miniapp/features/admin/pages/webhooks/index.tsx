import { useState } from 'react';
import { listWebhooks, renewWebhookSecret } from '@shared/webhooks/contract';
import { call, explain, refreshApi, useApiList, useHasRole } from '@miniapp/client';
import { Button, Empty, Page, Skeleton, toast, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { MoreButton } from '@miniapp/widgets/more-button';
import { routes } from '@miniapp/widgets/routes';
import { AdminOnly } from '../../components/admin-only';
import { SecretSheet } from '../../components/secret-sheet';
import { WebhookCard } from '../../components/webhook-card';
import { WebhookForm } from '../../components/webhook-form';
import './index.scss';

/** Addresses of other systems that are told of events as they happen. */
export default function WebhooksPage() {
  const admin = useHasRole('admin');
  const query = useApiList(listWebhooks, {}, { enabled: admin });
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string>();
  const made = async (id: string): Promise<void> => {
    setAdding(false);
    try {
      await refreshApi(listWebhooks);
      setSecret((await call(renewWebhookSecret, { params: { id } })).secret);
    } catch (error) {
      toast.fail(`已登记，但没有取到密钥，请点「换密钥」：${explain(error)}`);
    }
  };
  return (
    <Page title="数据推送" width="wide">
      <AdminOnly roles={['admin']} to={routes.webhooks}>
        <View className="lx-small">
          事项有变化时，自动发给这里登记的系统。只发公开的内容，没有居民和工作人员的姓名电话；不公开的事只发编号和状态。
        </View>
        <Button icon="plus" onPress={() => setAdding(true)}>
          登记接收地址
        </Button>
        <Loaded
          query={query}
          skeleton={<Skeleton kind="cards" rows={2} />}
          isEmpty={(items) => items.length === 0}
          empty={<Empty icon="link" title="还没有登记接收地址" />}
        >
          {(items) => (
            <View className="lx-stack">
              {items.map((hook) => (
                <WebhookCard key={hook.id} hook={hook} onSecret={setSecret} />
              ))}
              <MoreButton query={query}>更多</MoreButton>
            </View>
          )}
        </Loaded>
        {adding ? <WebhookForm onClose={() => setAdding(false)} onMade={(id) => void made(id)} /> : null}
        {secret ? <SecretSheet secret={secret} onClose={() => setSecret(undefined)} /> : null}
      </AdminOnly>
    </Page>
  );
}
