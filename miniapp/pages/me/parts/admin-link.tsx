import { useHasRole } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Cell } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';

/** The way to what admins and supervisors may set. */
export function AdminLink() {
  if (!useHasRole('admin', 'supervisor')) return null;
  return (
    <Cell
      icon="settings"
      title="管理工具"
      note="分派规则、平急状态、工作日历"
      onPress={() => void openPage(routes.adminTools)}
    />
  );
}
