import { type IconName } from './ui/icon/names';

export interface Tab {
  /** Page in the main package. */
  route: `/pages/${string}/index`;
  text: string;
  icon: IconName;
}

/** The tab bar, in order; 报事 stands raised in the middle. */
export const tabs: readonly Tab[] = [
  { route: '/pages/home/index', text: '首页', icon: 'home' },
  { route: '/pages/topics/index', text: '议事', icon: 'chat' },
  { route: '/pages/services/index', text: '服务', icon: 'briefcase' },
  { route: '/pages/me/index', text: '我的', icon: 'person' },
];

/** The raised button: opens the report form above any tab. */
export const reportEntry = {
  route: '/features/cases/pages/report/index',
  text: '报事',
  icon: 'camera',
} as const;
