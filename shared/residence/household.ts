const CHINESE_DIGITS = '零一二三四五六七八九';

/**
 * A door plate as one household writes it: full and half width, Chinese digits, 号 and - and spaces are all the same.
 * `３号楼 二单元502室` and `3-2-502` are one.
 */
export function plateOf(address: string): string {
  return address
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[零一二三四五六七八九]/g, (digit) => String(CHINESE_DIGITS.indexOf(digit)))
    .split(/[^\da-z\p{Script=Han}]+|号楼|栋|幢|单元|号|室|楼|门|户/u)
    .filter(Boolean)
    .join('-');
}
