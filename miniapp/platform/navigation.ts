import Taro, { useRouter } from '@tarojs/taro';
import { letGo } from './unsaved';

/** Query values of a route; undefined ones are left out. */
export type RouteQuery = Record<string, string | number | boolean | undefined>;

export const toUrl = (route: string, query: RouteQuery = {}): string => {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`],
  );
  return pairs.length > 0 ? `${route}?${pairs.join('&')}` : route;
};

/** Opens a page above the present one. A full stack (10 pages on weapp) replaces the top instead of failing. */
export const openPage = async (route: string, query?: RouteQuery): Promise<void> => {
  const url = toUrl(route, query);
  if (Taro.getCurrentPages().length >= 10) await Taro.redirectTo({ url });
  else await Taro.navigateTo({ url });
};

/** Takes the place of the present page: after sending a form, "back" must not lead into it again. */
export const replacePage = async (route: string, query?: RouteQuery): Promise<void> => {
  letGo();
  await Taro.redirectTo({ url: toUrl(route, query) });
};

/** Goes to a tab page (`tabs.ts`). */
export const openTab = async (route: string): Promise<void> => {
  await Taro.switchTab({ url: route });
};

/** One page back, or to the first tab when this page was opened directly from a link: what a person asks for. */
export const pressBack = async (home = '/pages/home/index'): Promise<void> => {
  if (Taro.getCurrentPages().length > 1) await Taro.navigateBack();
  else await openTab(home);
};

/** The same after a form was sent: nobody is asked whether to leave. */
export const goBack = async (): Promise<void> => {
  letGo();
  await pressBack();
};

export const canGoBack = (): boolean => Taro.getCurrentPages().length > 1;

/** The decoded query of this page. */
export function useQuery(): Partial<Record<string, string>> {
  const { params } = useRouter();
  const entries = Object.entries(params).flatMap(([key, value]) =>
    value === undefined || key.startsWith('$') || key === 'stamp' ? [] : [[key, decode(value)] as const],
  );
  return Object.fromEntries(entries);
}

// weapp hands the query over as written, H5 decodes it; a lone % must not break the page.
const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
