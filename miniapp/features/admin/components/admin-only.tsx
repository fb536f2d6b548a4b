import { type ReactNode } from 'react';
import { type Role } from '@shared/auth/roles';
import { useHasRole, useUser } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Empty } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';

/** What only admins (and, where said, supervisors) see. `to`: where to come back to after signing in. */
export function AdminOnly({ roles, to, children }: { roles: Role[]; to: string; children: ReactNode }) {
  const user = useUser();
  const allowed = useHasRole(...roles);
  if (allowed) return <>{children}</>;
  return user ? (
    <Empty icon="lock" title="这里只有管理人员能用" note="需要的话，请联系本地的网格中心。" />
  ) : (
    <Empty
      icon="lock"
      title="请先登录"
      note="这里是管理人员使用的。"
      action={{ text: '登录', onPress: () => void openPage(routes.signIn, { to }) }}
    />
  );
}
