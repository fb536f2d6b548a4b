import { useUser } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Cell, CellList, Page } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { AdminOnly } from '../../components/admin-only';
import { toolsFor } from '../../model/tools';

/** Everything an admin or supervisor may set, in one list. */
export default function ToolsPage() {
  const roles = useUser()?.roles.map(({ role }) => role) ?? [];
  return (
    <Page title="管理工具" width="form">
      <AdminOnly roles={['admin', 'supervisor', 'dispatcher']} to={routes.adminTools}>
        <CellList label="管理工具">
          {toolsFor(roles).map(({ route, title, note, icon }) => (
            <Cell key={route} icon={icon} title={title} note={note} onPress={() => void openPage(route)} />
          ))}
        </CellList>
      </AdminOnly>
    </Page>
  );
}
