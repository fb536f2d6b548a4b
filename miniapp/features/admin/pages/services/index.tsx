import { useState } from 'react';
import { useDidShow } from '@tarojs/taro';
import { getServiceCatalogue, type ManagedServices } from '@shared/services/admin-contract';
import { WAY_NAMES } from '@shared/services/catalogue';
import { refreshApi, useApi, useHasRole } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Button, Cell, CellList, Empty, Page, Skeleton, StatusTag, TextInput, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { AdminOnly } from '../../components/admin-only';
import '../../admin.scss';

/** The catalogue of services as it stands: what is offered, what is withdrawn. */
export default function ServicesPage() {
  const allowed = useHasRole('admin');
  const query = useApi(getServiceCatalogue, {}, { enabled: allowed });
  useDidShow(() => {
    if (allowed) void refreshApi(getServiceCatalogue);
  });
  return (
    <Page title="办事目录" width="form">
      <AdminOnly roles={['admin']} to={routes.adminServices}>
        <Loaded
          query={query}
          skeleton={<Skeleton kind="cards" rows={4} />}
          isEmpty={({ version }) => version === null}
          empty={<Empty icon="list" title="还没有办事目录" note="请先用接口导入一份，再到这里修改" />}
        >
          {(catalogue) => <Services catalogue={catalogue} />}
        </Loaded>
      </AdminOnly>
    </Page>
  );
}

function Services({ catalogue: { lifeEvents, items } }: { catalogue: ManagedServices }) {
  const [words, setWords] = useState('');
  const found = items.filter(({ name, keywords }) => `${name}${keywords.join('')}`.includes(words.trim()));
  return (
    <View className="lx-stack">
      <Button icon="plus" onPress={() => void openPage(routes.adminService)}>
        新增服务
      </Button>
      <TextInput kind="search" label="找一项服务" placeholder="名称或居民的说法" onChange={setWords} />
      {found.length === 0 ? <Empty icon="search" title="没有找到" note="换个说法试试" /> : null}
      {lifeEvents.map(({ id, name }) => {
        const group = found.filter(({ lifeEvent }) => lifeEvent === id);
        return group.length > 0 ? (
          <CellList key={id} title={name}>
            {group.map((item) => (
              <Cell
                key={item.id}
                title={item.name}
                note={
                  item.withdrawn
                    ? `停办：${item.withdrawn.reason}`
                    : item.modes.map((mode) => WAY_NAMES[mode]).join('、')
                }
                value={item.withdrawn ? <StatusTag tone="declined">停办</StatusTag> : undefined}
                onPress={() => void openPage(routes.adminService, { id: item.id })}
              />
            ))}
          </CellList>
        ) : null;
      })}
    </View>
  );
}
