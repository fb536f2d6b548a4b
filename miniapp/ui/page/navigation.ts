import { useDidHide, useDidShow, useRouter } from '@tarojs/taro';
import { useState, useSyncExternalStore } from 'react';
import { openPage, openTab } from '../../platform/navigation';
import { reportEntry, tabs } from '../../tabs';
import { type IconName } from '../icon/names';
import { createStore } from '../store';

export interface NavLink {
  route: string;
  text: string;
  icon: IconName;
  /** Number on it (waiting for me); 0 shows none. */
  badge?: number;
}

export interface PageNavigation {
  isTab: boolean;
  /** Route of this page with a leading slash and without a query. */
  route: string;
  tabs: readonly NavLink[];
  /** Links of the desktop's side navigation only: what the signed-in person may open besides the tabs. */
  extra: readonly NavLink[];
  report: NavLink;
  go: (link: NavLink) => void;
}

const extraLinks = createStore<readonly NavLink[]>([]);
const badges = createStore<Readonly<Record<string, number>>>({});

/** Adds links to the desktop's side navigation (工作台 for staff); the client sets it when the session changes. */
export const setExtraLinks = (links: readonly NavLink[]): void => extraLinks.set(links);

/** Number on a tab, by its route; 0 takes it away. */
export const setTabBadge = (route: string, count: number): void =>
  badges.set({ ...badges.get(), [route]: count });

const isTabRoute = (route: string): boolean => tabs.some((tab) => tab.route === route);

const go = ({ route }: NavLink): void => void (isTabRoute(route) ? openTab(route) : openPage(route));

/** Where this page stands in the portal and what the tab bar and the side navigation show. */
export function usePortalNavigation(): PageNavigation {
  const { path } = useRouter();
  const extra = useSyncExternalStore(extraLinks.subscribe, extraLinks.get, extraLinks.get);
  const counts = useSyncExternalStore(badges.subscribe, badges.get, badges.get);
  const route = `/${(path.split('?')[0] ?? '').replace(/^\//, '')}`;
  return {
    isTab: isTabRoute(route),
    route,
    tabs: tabs.map((tab) => ({ ...tab, badge: counts[tab.route] ?? 0 })),
    extra,
    report: reportEntry,
    go,
  };
}

/** False while another page lies above: only the page in front draws toasts and dialogs. */
export function usePageInFront(): boolean {
  const [front, setFront] = useState(true);
  useDidShow(() => setFront(true));
  useDidHide(() => setFront(false));
  return front;
}
