/**
 * All matches in order, as `matchAll` gives them, which WeChat on iOS 12 does not know.
 * @param pattern with the flag `g`
 */
export function matchesOf(text: string, pattern: RegExp): RegExpExecArray[] {
  const own = new RegExp(pattern.source, pattern.flags);
  const found: RegExpExecArray[] = [];
  for (let match = own.exec(text); match; match = own.exec(text)) {
    found.push(match);
    // An empty match would be found again for ever.
    if (match[0] === '') own.lastIndex += 1;
  }
  return found;
}
