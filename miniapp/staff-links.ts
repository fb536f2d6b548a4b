import { isStaffRole } from '@shared/auth/roles';
import { session } from './client';
import { setExtraLinks } from './ui';
import { routes } from './widgets/routes';

/** Keeps 工作台 in the desktop's side navigation while a member of staff is signed in. Returns what ends it. */
export function watchStaffLinks(): () => void {
  const show = (): void => {
    const staff = session.state.getState().user?.roles.some(({ role }) => isStaffRole(role)) ?? false;
    setExtraLinks(staff ? [{ route: routes.queue, text: '工作台', icon: 'briefcase' }] : []);
  };
  show();
  return session.state.subscribe(show);
}
