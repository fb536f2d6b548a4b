import Taro from '@tarojs/taro';
import { isStaffRole } from '@shared/auth/roles';
import { type UserView } from '@shared/auth/schemas';
import { goBack, openTab, replacePage } from '@miniapp/platform/navigation';
import { isElderMode, setElderMode, toast } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { tabs } from '../../../tabs';
import { returnPath } from '../model/return-path';

/** Route of the page below this one, with a leading slash and without a query. */
function pageBelow(): string | undefined {
  // Taro types a page as a bag of anything: weapp fills `route`, H5 `path`.
  const [below] = Taro.getCurrentPages().slice(-2, -1) as { route?: string; path?: string }[];
  const path = below?.route ?? below?.path;
  return path === undefined ? undefined : `/${(path.split('?')[0] ?? '').replace(/^\//, '')}`;
}

/**
 * What happens once somebody is signed in: back to where they were asked to sign in (the same page, with what was
 * typed in it), else members of staff to their workbench and everybody else to the home page.
 */
export function useEnter(to: string | undefined): (user: UserView) => Promise<void> {
  return async (user) => {
    // The choice of 长辈版 follows the person to a new device; a device already in it stays so.
    if (user.preferences.elder && !isElderMode()) setElderMode(true);
    toast.done(`${user.nickname}，您好`);
    const staff = user.roles.some(({ role }) => isStaffRole(role));
    const path = to === undefined && staff ? routes.queue : returnPath(to);
    const route = path.split('?')[0] ?? '';
    if (route === pageBelow()) await goBack();
    else if (tabs.some((tab) => tab.route === route)) await openTab(route);
    else await replacePage(path);
  };
}
