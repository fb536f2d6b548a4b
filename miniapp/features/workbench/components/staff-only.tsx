import { type ReactNode } from 'react';
import { useHasRole, useUser } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Empty } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { useKeepWork } from '../hooks/use-kept-work';

/** What only members of staff see; everybody else is told why not and what to do. `to`: where to come back to. */
export function StaffOnly({ to, children }: { to: string; children: ReactNode }) {
  const user = useUser();
  const staff = useHasRole();
  useKeepWork();
  if (staff) return <>{children}</>;
  return user ? (
    <Empty icon="lock" title="这里是工作人员的工作台" note="您报的事在「我的事」里，进展一样看得清楚。" />
  ) : (
    <Empty
      icon="lock"
      title="请先登录"
      note="工作台只给网格员、调度员等工作人员使用。"
      action={{ text: '登录', onPress: () => void openPage(routes.signIn, { to }) }}
    />
  );
}
