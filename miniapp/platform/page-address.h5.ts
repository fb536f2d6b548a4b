import { toUrl } from './navigation';
import { type WriteAddress } from './page-address';

/** Puts the page's present query into the address bar, without a new entry in the history. */
export const writeAddress: WriteAddress = (query) => {
  const { pathname, hash } = window.location;
  window.history.replaceState(window.history.state, '', `${toUrl(pathname, query)}${hash}`);
};
