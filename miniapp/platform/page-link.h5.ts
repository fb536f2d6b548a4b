import { toUrl, type RouteQuery } from './navigation';

/** The address bar says what the page shows, so that it can be passed on; no step of the history. */
export const setPageQuery = (route: string, query: RouteQuery): void => {
  if (window.location.pathname === route)
    window.history.replaceState(window.history.state, '', toUrl(route, query));
};

/** What to send to somebody so that he sees the same page. */
export const pageLink = (route: string, query: RouteQuery): string =>
  new URL(toUrl(route, query), window.location.origin).href;
