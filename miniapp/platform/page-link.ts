import { toUrl, type RouteQuery } from './navigation';

/** Mini-programs have no address bar. */
export const setPageQuery = (_route: string, _query: RouteQuery): void => undefined;

/** The portal's address when the build knows it; else the page's path, as WeChat's own links take it. */
export const pageLink = (route: string, query: RouteQuery): string => {
  const origin = /^https?:\/\/[^/]+/.exec(process.env.TARO_APP_API_BASE ?? '')?.[0] ?? '';
  return `${origin}${toUrl(route, query)}`;
};
