import { useState } from 'react';
import { getManagedTeam, type ManagedTeam } from '@shared/teams/admin-contract';
import { useApi, useHasRole } from '@miniapp/client';
import { useQuery } from '@miniapp/platform/navigation';
import { leaveTo } from '../../model/leave-to';
import { Banner, Button, confirm, Page, Skeleton, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { AdminOnly } from '../../components/admin-only';
import { ReasonSheet } from '@miniapp/widgets/reason-sheet';
import { TeamForm } from '../../components/team-form';
import { useTeamForm } from '../../hooks/use-team-form';
import '../../admin.scss';

/** A new team, or with `?id=` one that is there. */
export default function TeamPage() {
  const { id } = useQuery();
  const allowed = useHasRole('admin');
  const query = useApi(
    getManagedTeam,
    { params: { id: id ?? '' } },
    { enabled: allowed && id !== undefined },
  );
  return (
    <Page title={id ? '一个团队' : '新建团队'} width="form">
      <AdminOnly roles={['admin']} to={routes.adminTeams}>
        {id ? (
          <Loaded query={query} skeleton={<Skeleton kind="cards" rows={4} />}>
            {(team) => <Editor team={team} />}
          </Loaded>
        ) : (
          <Editor />
        )}
      </AdminOnly>
    </Page>
  );
}

function Editor({ team }: { team?: ManagedTeam }) {
  // What somebody else changes meanwhile must not pull the rug from under what is being written.
  const [first] = useState(team);
  const form = useTeamForm(first, () => void leaveTo(routes.adminTeams));
  const [closing, setClosing] = useState(false);
  const reopen = async () => {
    if (await confirm({ title: '恢复服务？', text: '居民马上能点单。', yes: '恢复' })) await form.reopen();
  };
  return (
    <View className="lx-stack">
      {first?.closed ? <Banner tone="warning">{`停止服务：${first.closed.reason}`}</Banner> : null}
      <TeamForm form={form} />
      {first ? (
        first.closed ? (
          <Button kind="secondary" icon="undo" loading={form.busy} onPress={() => void reopen()}>
            恢复服务
          </Button>
        ) : (
          <Button kind="danger" icon="close" onPress={() => setClosing(true)}>
            停止服务
          </Button>
        )
      ) : null}
      {closing ? (
        <ReasonSheet
          danger
          title="停止服务"
          hint="居民会看到；已经接的单照常办完"
          placeholder="如：团队换届，下月恢复"
          yes="停止服务"
          busy={form.busy}
          onSend={(reason) => void form.close(reason)}
          onClose={() => setClosing(false)}
        />
      ) : null}
    </View>
  );
}
