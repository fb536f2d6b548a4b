import { type ReactNode } from 'react';
import { type Role } from '@shared/auth/roles';
import { useHasRole, useUser } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Empty } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';

interface PeopleOnlyProps {
  /** Where to come back to after signing in. */
  to: string;
  note: string;
  /** What is said to who is signed in and holds none of the roles. */
  title?: string;
  /** Left out: everybody who is signed in. */
  roles?: readonly Role[];
  children: ReactNode;
}

/** What only those see who are signed in, or hold one of these roles. */
export function PeopleOnly({ to, note, title = '这里给社区工作人员使用', roles, children }: PeopleOnlyProps) {
  const user = useUser();
  const holds = useHasRole(...(roles ?? []));
  if (!user)
    return (
      <Empty
        icon="lock"
        title="请先登录"
        note={note}
        action={{ text: '登录', onPress: () => void openPage(routes.signIn, { to }) }}
      />
    );
  return roles && !holds ? <Empty icon="lock" title={title} note={note} /> : <>{children}</>;
}
