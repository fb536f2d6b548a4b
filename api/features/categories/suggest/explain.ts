import type { Feature } from './extract-features';

const words = new Intl.Segmenter('zh', { granularity: 'word' });
const MAX_WORDS = 3;
/** A word is named when it spoke at least this much of what the strongest one did. */
const WORTH_NAMING = 0.25;

interface Span {
  start: number;
  end: number;
  score: number;
}

/**
 * Names the words of a text that spoke for a category.
 * Each feature's share is spread over its characters, summed per dictionary word, neighbours are joined.
 * @param normalised the text the features' offsets point into
 * @param features what was seen, with `shareOf` giving each one's contribution to the category's score
 * @returns at most three words, strongest first
 */
export function nameDecidingWords(
  normalised: string,
  features: readonly Feature[],
  shareOf: (feature: Feature) => number,
): string[] {
  const heat = new Float64Array(normalised.length);
  for (const feature of features) {
    const perUnit = shareOf(feature) / (feature.end - feature.start);
    for (let i = feature.start; i < feature.end; i++) heat[i]! += perUnit;
  }
  const spans = scoreWords(normalised, heat);
  const best = spans.reduce((a, span) => Math.max(a, span.score), 0);
  if (best <= 0) return [];
  const named = joinNeighbours(spans.filter((span) => span.score >= best * WORTH_NAMING));
  named.sort((a, b) => b.score - a.score || a.start - b.start);
  const texts = named.map((span) => normalised.slice(span.start, span.end));
  return [...new Set(texts)].slice(0, MAX_WORDS);
}

function scoreWords(normalised: string, heat: Float64Array): Span[] {
  const spans: Span[] = [];
  for (const { segment, index, isWordLike } of words.segment(normalised)) {
    if (!isWordLike) continue;
    const end = index + segment.length;
    let score = 0;
    for (let i = index; i < end; i++) score += heat[i]!;
    spans.push({ start: index, end, score });
  }
  return spans;
}

/** 消防 + 通道 read better as 消防通道; longer than six characters would quote half the text. */
function joinNeighbours(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && last.end === span.start && span.end - last.start <= 6) {
      last.end = span.end;
      last.score += span.score;
    } else joined.push({ ...span });
  }
  return joined;
}
