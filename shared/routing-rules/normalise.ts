// Ranges, not \p{…}: the oldest supported browsers and WeChat do not know property escapes.
const NO_WORD =
  /[\s!-/:-@[-`{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3004\u3008-\u3020\u3030\ufe30-\ufe6f\uff5f-\uff65]/g;

/** Words as rules compare them: one width, one case, without spaces, punctuation and symbols. */
export function normaliseWords(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(NO_WORD, '');
}
