import { isStaffRole } from '@shared/auth/roles';
import { session } from './client';
import { setExtraLinks } from './ui';
import { routes } from './widgets/routes';

/**
 * Keeps 工作台, 管理工具 and 内容审核 in the desktop's side navigation while somebody who may use them is signed in.
 * Returns what ends it.
 */
export function watchStaffLinks(): () => void {
  const show = (): void => {
    const roles = session.state.getState().user?.roles.map(({ role }) => role) ?? [];
    const moderates = roles.includes('dispatcher') || roles.includes('admin');
    setExtraLinks([
      ...(roles.some(isStaffRole)
        ? [{ route: routes.queue, text: '工作台', icon: 'briefcase' } as const]
        : []),
      ...(roles.some((role) => role === 'admin' || role === 'supervisor' || role === 'dispatcher')
        ? [{ route: routes.adminTools, text: '管理工具', icon: 'settings' } as const]
        : []),
      ...(moderates ? [{ route: routes.moderation, text: '内容审核', icon: 'shield' } as const] : []),
    ]);
  };
  show();
  return session.state.subscribe(show);
}
