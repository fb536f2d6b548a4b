import { type ReactNode } from 'react';
import { NOTICE_WRITERS } from '@shared/notices/contract';
import { useHasRole, useUser } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Empty } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';

/** What only those see who write notices. `to`: where to come back to after signing in. */
export function WritersOnly({ to, children }: { to: string; children: ReactNode }) {
  const user = useUser();
  if (useHasRole(...NOTICE_WRITERS)) return <>{children}</>;
  return user ? (
    <Empty icon="lock" title="公告由网格中心发布" note="有事要告诉大家，请联系社区的网格中心。" />
  ) : (
    <Empty
      icon="lock"
      title="请先登录"
      note="这里给网格中心的工作人员使用。"
      action={{ text: '登录', onPress: () => void openPage(routes.signIn, { to }) }}
    />
  );
}
