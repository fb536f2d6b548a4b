import phrasesByCode from './data/colloquial-phrases.json';
import { smallTalk } from './small-talk';
import type { SuggestableCategory, TrainingExample } from './types';

/** One text to learn from. `label` is a position in the catalogue; the catalogue's length stands for small talk. */
export interface Lesson {
  text: string;
  label: number;
  weight: number;
}

const KEYWORD_WEIGHT = 0.5;
const DESCRIPTION_WEIGHT = 0.5;
const PHRASE_WEIGHT = 0.7;
const EXAMPLE_WEIGHT = 1;

const phrases = new Map<string, { name: string; phrases: string[] }>(Object.entries(phrasesByCode));

/**
 * Everything known about each category: its own words, colloquial phrases written for it, and real examples.
 * Phrases belong to a code *and* name: an imported catalogue that gives the code another meaning gets none of them.
 * Examples of a category the catalogue does not have are left out.
 */
export function gatherLessons(
  catalogue: readonly SuggestableCategory[],
  examples: readonly TrainingExample[],
): Lesson[] {
  const lessons: Lesson[] = [];
  const labels = new Map(catalogue.map((category, label) => [category.code, label]));
  catalogue.forEach((category, label) => {
    const teach = (texts: readonly string[], weight: number) => {
      for (const text of texts) if (text) lessons.push({ text, label, weight });
    };
    teach([...category.keywords, ...category.synonyms], KEYWORD_WEIGHT);
    teach([...category.name.split(/[、，]/), ...category.description.split(/[、，。]/)], DESCRIPTION_WEIGHT);
    const known = phrases.get(category.code);
    if (known?.name === category.name) teach(known.phrases, PHRASE_WEIGHT);
  });
  for (const text of smallTalk) lessons.push({ text, label: catalogue.length, weight: PHRASE_WEIGHT });
  for (const { text, category } of examples) {
    const label = labels.get(category);
    if (label !== undefined) lessons.push({ text, label, weight: EXAMPLE_WEIGHT });
  }
  return lessons;
}
