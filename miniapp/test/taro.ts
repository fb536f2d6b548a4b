/** Taro as the tests see it: navigation is recorded, the rest answers as a quiet H5 page would. */
export const navigation: { kind: string; url: string }[] = [];

/** Where the page under test stands; a test sets it before rendering. */
export const current = { path: '/pages/home/index', params: {} as Record<string, string>, depth: 1 };

const go =
  (kind: string) =>
  ({ url = '' }: { url?: string } = {}): Promise<void> => {
    navigation.push({ kind, url });
    return Promise.resolve();
  };

const Taro = {
  ENV_TYPE: { WEAPP: 'WEAPP', WEB: 'WEB' },
  getEnv: () => 'WEB',
  getCurrentPages: () => Array.from({ length: current.depth }),
  navigateTo: go('navigateTo'),
  redirectTo: go('redirectTo'),
  switchTab: go('switchTab'),
  navigateBack: go('navigateBack'),
  pxTransform: (size: number) => `${size}px`,
};

export const useRouter = () => current;
export const useDidShow = (): void => undefined;
export const useDidHide = (): void => undefined;
export const useShareAppMessage = (): void => undefined;

export default Taro;
