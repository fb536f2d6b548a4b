import { Mint } from 'mint-filter';
import data from './words.json';
import type { Suggestion, Verdict } from './content-check';

/** What people put between the characters of a word to get past a list; sentence marks stay, they part phrases. */
const EVASION = /[\s*·•._~`^|\\/+=#@&-]/gu;

/** Half width, lower case, without what is put between the characters. */
export function plainForm(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(EVASION, '');
}

interface Entry {
  kind: string;
  suggest: Suggestion;
}

const entries = new Map<string, Entry>(
  data.kinds.flatMap(({ code, risky, review }) => [
    ...review.map((word): [string, Entry] => [plainForm(word), { kind: code, suggest: 'review' }]),
    ...risky.map((word): [string, Entry] => [plainForm(word), { kind: code, suggest: 'risky' }]),
  ]),
);
const matcher = new Mint([...entries.keys()]);

/** By the maintained list in `words.json`. */
export function checkWords(text: string): Verdict {
  const hits = matcher
    .filter(plainForm(text), { replace: false })
    .words.flatMap((word) => entries.get(word) ?? []);
  if (hits.length === 0) return { suggest: 'pass', found: [] };
  return {
    suggest: hits.some(({ suggest }) => suggest === 'risky') ? 'risky' : 'review',
    found: [...new Set(hits.map(({ kind }) => kind))],
  };
}
