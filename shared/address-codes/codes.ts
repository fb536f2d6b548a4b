/**
 * What stands in a printed QR code: a grid's or building's own area code, or `D` and ten characters for a door plate.
 * Also the `scene` of a mini-program code, which takes 32 characters.
 */
export const ADDRESS_CODE = /^(\d{15}|\d{18}|D[0-9A-HJKMNP-TV-Z]{10})$/;
export const SCENE_AT_MOST = 32;

/** The page a code opens, in the portal and (by WeChat's rule for ordinary links) in the mini-program. */
export const CODE_PAGE = '/features/areas/pages/code/index';

/** The link in a QR code. @param origin of the portal, e.g. `https://wg.example.com` */
export const codeLink = (origin: string, code: string): string => `${origin}${CODE_PAGE}?c=${code}`;

/**
 * The code in whatever a camera or a person hands over: the link, WeChat's query (`q`, `scene`), or the bare code with
 * blanks as it is printed. Null when there is none.
 */
export function codeIn(text: string): string | null {
  let plain = text.trim();
  try {
    plain = decodeURIComponent(plain);
  } catch {
    // A lone % is no escape; the text stays as it is.
  }
  const inLink = /[?&](?:c|scene)=([0-9A-Za-z]+)/.exec(plain)?.[1];
  const code = (inLink ?? plain.replace(/[\s-]/g, '')).toUpperCase();
  return ADDRESS_CODE.test(code) ? code : null;
}
