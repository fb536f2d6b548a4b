import type { Judged } from './cross-validate';

/** A share with its 95 % Wilson score interval; all between 0 and 1. */
export interface Share {
  hits: number;
  total: number;
  value: number;
  low: number;
  high: number;
}

/** Wilson, E. B. (1927): honest for shares near 1, unlike the normal approximation. */
export function shareOf(hits: number, total: number): Share {
  if (total === 0) return { hits, total, value: 0, low: 0, high: 1 };
  const z = 1.96;
  const p = hits / total;
  const centre = p + (z * z) / (2 * total);
  const spread = z * Math.sqrt((p * (1 - p)) / total + (z * z) / (4 * total * total));
  const scale = 1 + (z * z) / total;
  return {
    hits,
    total,
    value: p,
    low: Math.max(0, (centre - spread) / scale),
    high: Math.min(1, (centre + spread) / scale),
  };
}

/** Share of texts whose right category is among the first `rank` answers. */
export function topShare(judged: readonly Judged[], rank: number): Share {
  const hit = ({ category, suggestions }: Judged) =>
    suggestions.slice(0, rank).some((s) => s.code === category);
  return shareOf(judged.filter(hit).length, judged.length);
}

/** Pairs "right → answered", most frequent first, then the most confident error. */
export function worstConfusions(judged: readonly Judged[], count: number) {
  const pairs = new Map<
    string,
    { right: string; answered: string; times: number; confidence: number; text: string }
  >();
  for (const { text, category, suggestions } of judged) {
    const answered = suggestions[0]?.code ?? '—';
    if (answered === category) continue;
    const confidence = suggestions[0]?.confidence ?? 0;
    const key = `${category} ${answered}`;
    const pair = pairs.get(key) ?? { right: category, answered, times: 0, confidence: 0, text };
    pair.times++;
    if (confidence >= pair.confidence) Object.assign(pair, { confidence, text });
    pairs.set(key, pair);
  }
  return [...pairs.values()].sort((a, b) => b.times - a.times || b.confidence - a.confidence).slice(0, count);
}

/** How often answers given with a confidence within each band were right: shown confidence should match it. */
export function calibration(judged: readonly Judged[], edges = [0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.01]) {
  const bands = edges
    .slice(1)
    .map((high, i) => ({ low: edges[i] ?? 0, high, answers: 0, right: 0, confidence: 0 }));
  for (const { category, suggestions } of judged) {
    const first = suggestions[0];
    const band = first && bands.find(({ low, high }) => first.confidence >= low && first.confidence < high);
    if (!band) continue;
    band.answers++;
    band.confidence += first.confidence;
    if (first.code === category) band.right++;
  }
  return bands
    .filter((band) => band.answers > 0)
    .map(({ answers, right, confidence, ...band }) => ({
      ...band,
      answers,
      accuracy: right / answers,
      meanConfidence: confidence / answers,
    }));
}
