/** How an item sounds: full syllables and their first letters, per name and per word of the people. */
export interface Sounding {
  /** What stands on the page first, then what people say instead. */
  words: readonly { text: string; syllables: string; initials: string; isName: boolean }[];
  /** Everything else that is written on its page. */
  rest: string;
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
const isLatin = (query: string) => /^[a-z0-9]+$/.test(query);

function pairsOf(text: string): string[] {
  const letters = [...text];
  return letters.slice(1).map((letter, at) => `${letters[at] ?? ''}${letter}`);
}

/** Share of the query's pairs of characters that the text holds, 0–1: what is left when no word fits whole. */
function overlap(query: string, text: string): number {
  const pairs = pairsOf(query);
  return pairs.length === 0 ? 0 : pairs.filter((pair) => text.includes(pair)).length / pairs.length;
}

/**
 * How well an item answers what somebody typed: characters, pinyin, or its first letters. 0 when it does not at all.
 * The name counts more than a word for it, a whole more than a part.
 */
export function scoreItem(item: Sounding, typed: string): number {
  const query = plain(typed);
  if (!query) return 0;
  const ofWords = item.words.map(({ text, syllables, initials, isName }) => {
    const weight = isName ? 1 : 0.9;
    const word = plain(text);
    if (isLatin(query)) {
      if (word.includes(query)) return 80 * weight;
      if (query.length < 2) return 0;
      if (initials === query || syllables === query) return 70 * weight;
      if (initials.startsWith(query) || syllables.startsWith(query)) return 60 * weight;
      return query.length >= 3 && (syllables.includes(query) || initials.includes(query)) ? 40 * weight : 0;
    }
    if (word === query) return 100 * weight;
    if (word.includes(query)) return 80 * weight;
    // 「我要办老年证」 holds the word itself.
    if (word.length >= 2 && query.includes(word)) return 70 * weight;
    return overlap(query, word) >= 0.5 ? 30 * overlap(query, word) * weight : 0;
  });
  const best = Math.max(0, ...ofWords);
  if (best > 0 || isLatin(query)) return best;
  return plain(item.rest).includes(query) ? 10 : 0;
}
