import { useDidShow } from '@tarojs/taro';
import { listManagedTeams, type ManagedTeam } from '@shared/teams/admin-contract';
import { refreshApi, useApiList, useHasRole } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Button, Cell, CellList, Empty, Page, Skeleton, StatusTag, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { MoreButton } from '@miniapp/widgets/more-button';
import { routes } from '@miniapp/widgets/routes';
import { AdminOnly } from '../../components/admin-only';
import '../../admin.scss';

/** Every team of one's own areas, whatever became of it. */
export default function TeamsPage() {
  const allowed = useHasRole('admin');
  const query = useApiList(listManagedTeams, {}, { enabled: allowed });
  useDidShow(() => {
    if (allowed) void refreshApi(listManagedTeams);
  });
  return (
    <Page title="服务团队" width="form">
      <AdminOnly roles={['admin']} to={routes.adminTeams}>
        <Button icon="plus" onPress={() => void openPage(routes.adminTeam)}>
          新建团队
        </Button>
        <Loaded
          query={query}
          skeleton={<Skeleton kind="cards" rows={3} />}
          isEmpty={(items) => items.length === 0}
          empty={<Empty icon="people" title="还没有服务团队" note="建好后，居民就能点单" />}
        >
          {(items) => (
            <View className="lx-stack">
              <CellList label="团队">
                {items.map((team) => (
                  <Cell
                    key={team.id}
                    icon="people"
                    title={team.name}
                    note={`${team.area.name} · ${team.professions.join('、')} · 本周 ${team.taken}/${team.capacity} 单`}
                    value={<State team={team} />}
                    onPress={() => void openPage(routes.adminTeam, { id: team.id })}
                  />
                ))}
              </CellList>
              <MoreButton query={query}>更多团队</MoreButton>
            </View>
          )}
        </Loaded>
      </AdminOnly>
    </Page>
  );
}

function State({ team: { closed, captainId } }: { team: ManagedTeam }) {
  if (closed) return <StatusTag tone="declined">停止服务</StatusTag>;
  return captainId === null ? <StatusTag tone="waiting">没人接单</StatusTag> : null;
}
