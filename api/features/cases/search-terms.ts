import { pinyin } from 'pinyin-pro';
import { redactPersonalNumbers } from '@shared/text/redact';
import { readWords } from './care';
import type { CaseDoc } from './case.model';

/** So much of what was said is searched: the matter stands at the beginning. */
const CHARACTERS = 100;
/** A search of more words finds nothing more. */
const TERMS_AT_MOST = 12;

/** As the public reads it, without what is left of a masked number. */
const searchable = (text: string) => redactPersonalNumbers(text).replace(/\d*\*+\d*/g, ' ');

/** Chinese as pairs of characters, everything else as words, in lower case and half width. */
function wordsOf(text: string): string[] {
  const runs =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{Script=Han}+|[a-z0-9]+/gu) ?? [];
  return runs.flatMap((run) => (/^[a-z0-9]/.test(run) ? (run.length > 1 ? [run] : []) : pairsOf(run)));
}

function pairsOf(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, at) => `${characters[at] ?? ''}${character}`);
}

type Searched = Pick<
  CaseDoc,
  'text' | 'category' | 'addressText' | 'number' | 'reporter' | 'anonymousToWorker' | 'kind' | 'care'
>;

/**
 * What a case is found by. Words of what the public may read stand plain; what only staff may search by has a prefix
 * that no search of the public carries: `#n:` number, `#t:` the reporter's last four digits, `#p:` pinyin initials.
 */
export function termsOf(doc: Searched): string[] {
  const read = readWords(doc, 'public');
  const said = (text: string) => searchable(text.slice(0, CHARACTERS));
  const where = doc.kind === 'report' && doc.addressText ? doc.addressText : '';
  const shown = [said(read(doc.text)), doc.category.name, said(where && read(where))];
  // Only staff search by initials, and they read what is kept from the public.
  const initials = [said(doc.text), doc.category.name, said(where)].flatMap((text) =>
    (text.match(/\p{Script=Han}+/gu) ?? []).flatMap((run) =>
      pairsOf(pinyin(run, { pattern: 'first', toneType: 'none', type: 'array' }).join('')),
    ),
  );
  const tail = doc.anonymousToWorker ? null : (doc.reporter.phoneMasked?.slice(-4) ?? null);
  return [
    ...new Set([
      ...shown.flatMap(wordsOf),
      ...initials.map((pair) => `#p:${pair}`),
      `#n:${doc.number.toLowerCase()}`,
      `#n:${doc.number.slice(-6)}`,
      ...(tail ? [`#t:${tail}`] : []),
    ]),
  ];
}

/** The terms a case must all have. Empty when the words hold nothing to search for. */
export const publicTerms = (words: string): string[] => [...new Set(wordsOf(words))].slice(0, TERMS_AT_MOST);

/**
 * What staff may mean: each reading a list of terms that a case must all have. A number or its last six digits, the
 * last four of a phone, pinyin initials, or plain words.
 */
export function staffReadings(words: string): string[][] {
  const typed = words.normalize('NFKC').trim().toLowerCase();
  const plain = publicTerms(typed);
  const readings = plain.length > 0 ? [plain] : [];
  if (/^lx\d{8}-\d{6,9}$/.test(typed)) return [[`#n:${typed}`]];
  if (/^\d{6}$/.test(typed)) readings.push([`#n:${typed}`]);
  if (/^\d{4}$/.test(typed)) readings.push([`#t:${typed}`]);
  if (/^[a-z]{2,12}$/.test(typed)) readings.push(pairsOf(typed).map((pair) => `#p:${pair}`));
  return readings;
}

/** As a filter that one index range answers: by the first term, the others looked at in what it finds. */
export function termFilter([first, ...others]: readonly string[]): Record<string, unknown> {
  return others.length > 0
    ? { terms: first, $and: others.map((term) => ({ terms: term })) }
    : { terms: first };
}
