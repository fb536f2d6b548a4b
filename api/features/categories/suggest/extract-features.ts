import { soundOf } from './pinyin';

/** A feature and where in the normalised text it was seen (UTF-16 offsets). */
export interface Feature {
  key: string;
  start: number;
  end: number;
}

/** NFKC and lower case: full-width letters and compatibility ideographs become the usual ones. */
export function normaliseText(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/**
 * Chinese runs give characters, pairs, and pairs by sound; Latin runs ("ktv", "led") give the run.
 * Pairs by sound let 路登 meet 路灯. Digits and punctuation carry house numbers, not matters: they give nothing.
 * @param normalised text as returned by `normaliseText`
 */
export function extractFeatures(normalised: string): Feature[] {
  const features: Feature[] = [];
  for (const run of normalised.matchAll(/\p{Script=Han}+|[a-z]+/gu)) {
    const first = run[0].charCodeAt(0);
    if (first < 0x80) features.push({ key: run[0], start: run.index, end: run.index + run[0].length });
    else addChineseRun(run[0], run.index, features);
  }
  return features;
}

function addChineseRun(run: string, offset: number, features: Feature[]): void {
  let start = offset;
  let before = '';
  let soundBefore: string | undefined;
  for (const character of run) {
    const end = start + character.length;
    features.push({ key: character, start, end });
    if (before) {
      const pairStart = start - before.length;
      features.push({ key: before + character, start: pairStart, end });
    }
    const sound = soundOf(character);
    if (soundBefore && sound) {
      features.push({ key: `${soundBefore} ${sound}`, start: start - before.length, end });
    }
    before = character;
    soundBefore = sound;
    start = end;
  }
}
