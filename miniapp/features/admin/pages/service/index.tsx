import { useState } from 'react';
import { getServiceCatalogue, type ManagedServices } from '@shared/services/admin-contract';
import { type ServiceItem } from '@shared/services/catalogue';
import { useApi, useHasRole } from '@miniapp/client';
import { useQuery } from '@miniapp/platform/navigation';
import { leaveTo } from '../../model/leave-to';
import { Banner, Button, confirm, Empty, Page, Skeleton, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { AdminOnly } from '../../components/admin-only';
import { ReasonSheet } from '@miniapp/widgets/reason-sheet';
import { ServiceForm } from '../../components/service-form';
import { useServiceForm } from '../../hooks/use-service-form';
import { emptyService, serviceDraftOf } from '../../model/service-draft';
import '../../admin.scss';

/** A new service, or with `?id=` one of the catalogue. */
export default function ServicePage() {
  const { id } = useQuery();
  const allowed = useHasRole('admin');
  const query = useApi(getServiceCatalogue, {}, { enabled: allowed });
  return (
    <Page title={id ? '一项服务' : '新增服务'} width="form">
      <AdminOnly roles={['admin']} to={routes.adminServices}>
        <Loaded query={query} skeleton={<Skeleton kind="cards" rows={4} />}>
          {(catalogue) => {
            const item = catalogue.items.find((other) => other.id === id);
            if (id && !item) return <Empty icon="search" title="目录里没有这项服务" />;
            return <Editor catalogue={catalogue} item={item} />;
          }}
        </Loaded>
      </AdminOnly>
    </Page>
  );
}

function Editor({ catalogue, item }: { catalogue: ManagedServices; item: ServiceItem | undefined }) {
  // What somebody else changes meanwhile must not pull the rug from under what is being written.
  const [{ base, initial }] = useState(() => ({
    base: catalogue.version,
    initial: item
      ? serviceDraftOf(item)
      : emptyService(`svc-${Date.now().toString(36)}`, catalogue.lifeEvents[0]?.id ?? ''),
  }));
  const form = useServiceForm(initial, base, () => void leaveTo(routes.adminServices));
  const [stopping, setStopping] = useState(false);
  const restore = async () => {
    if (await confirm({ title: '恢复办理？', text: '居民马上能申请和预约。', yes: '恢复' }))
      await form.restore();
  };
  return (
    <View className="lx-stack">
      {item?.withdrawn ? <Banner tone="warning">{`停办中：${item.withdrawn.reason}`}</Banner> : null}
      <ServiceForm form={form} lifeEvents={catalogue.lifeEvents} />
      {item ? (
        item.withdrawn ? (
          <Button kind="secondary" icon="undo" loading={form.busy} onPress={() => void restore()}>
            恢复办理
          </Button>
        ) : (
          <Button kind="danger" icon="close" onPress={() => setStopping(true)}>
            停办
          </Button>
        )
      ) : null}
      {stopping ? (
        <ReasonSheet
          danger
          title={`停办「${initial.name}」`}
          hint="居民会看到；已经约好的会收到消息，正在办的照常办"
          placeholder="如：业务并到区政务服务中心，请到那里办理"
          yes="停办"
          busy={form.busy}
          onSend={(reason) => void form.withdraw(reason)}
          onClose={() => setStopping(false)}
        />
      ) : null}
    </View>
  );
}
