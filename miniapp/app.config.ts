import { subpackages } from './subpackages';
import { tabs } from './tabs';

// H5 has no bar of the platform's; with its default Taro would add one above ours.
const navigationStyle = process.env.TARO_ENV === 'h5' ? 'custom' : 'default';

const packageOf = (feature: string) => `features/${feature}`;

export default defineAppConfig({
  pages: tabs.map(({ route }) => route.slice(1)),
  subPackages: Object.entries(subpackages).map(([feature, pages]) => ({
    root: packageOf(feature),
    pages: [...pages],
  })),
  // What most people open next is fetched while they still read; all of a page's packages together may have 2 MB.
  preloadRule: {
    'pages/home/index': { network: 'all', packages: [packageOf('cases')] },
    'pages/me/index': { network: 'wifi', packages: [packageOf('auth'), packageOf('notifications')] },
  },
  tabBar: { custom: true, list: tabs.map(({ route, text }) => ({ pagePath: route.slice(1), text })) },
  window: {
    navigationBarTitleText: '网格连心',
    // The colours of the two modes are in assets/theme.json; H5 draws its own bar.
    navigationBarBackgroundColor: '@navigationBarBackgroundColor',
    navigationBarTextStyle: '@navigationBarTextStyle',
    backgroundColor: '@backgroundColor',
    backgroundTextStyle: '@backgroundTextStyle',
    navigationStyle,
  },
  darkmode: true,
  themeLocation: 'theme.json',
  animation: false,
  lazyCodeLoading: 'requiredComponents',
  __usePrivacyCheck__: true,
  // Exactly the places we ask for: WeChat refuses a call that is not listed, its review a listed one that is not used.
  requiredPrivateInfos: ['getLocation'],
  permission: { 'scope.userLocation': { desc: '用于找到您所在的网格，并在地图上标出您反映的位置' } },
});
