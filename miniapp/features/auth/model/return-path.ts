const HOME = '/pages/home/index';
const ROUTE = /^\/(pages|features)\/[\w-]+(\/[\w-]+)*(\?[^#\\\s]*)?$/;

/**
 * Where to go after signing in, from the `to` parameter of the page (still percent-encoded or not).
 * Only pages of this app: an address that leads elsewhere, or back to signing in, means the home page.
 */
export function returnPath(to: string | undefined): string {
  const path = decoded(to ?? '');
  return ROUTE.test(path) && !path.startsWith('/features/auth/') ? path : HOME;
}

function decoded(text: string): string {
  try {
    return /^\//.test(text) ? text : decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return '';
    throw error;
  }
}
