import { nameDecidingWords } from './explain';
import { extractFeatures, normaliseText } from './extract-features';
import { softmax, SoftmaxModel } from './softmax-model';
import { gatherLessons } from './training-corpus';
import type { CategorySuggester, SuggestableCategory, TrainingExample } from './types';
import { Vocabulary } from './vocabulary';

/** Few short epochs leave the scores too timid; stretched by this, confidence meets accuracy (see eval). */
const SHARPNESS = 1.8;
/** Below this the model is guessing among a hundred categories. */
const WILD_GUESS = 0.06;
/** A long text may begin with a greeting but is about something; only a short one can be small talk. */
const SMALL_TALK_LENGTH = 12;
const SMALL_TALK = 0.5;
/** One character alone (的, 水) decides nothing. */
const SHORTEST_TELLING = 2;
const LEAST_CONFIDENCE = 0.003;
const DEFAULT_LIMIT = 3;
/** Reports are capped at 2,000 characters; what comes after is not read. */
const MAX_LENGTH = 2000;

/**
 * Trains a category classifier in memory (a few hundred milliseconds, no network, same input same model).
 * @param catalogue the catalogue in force; answers are its codes
 * @param examples labelled reports; those of unknown categories are ignored
 */
export function createCategorySuggester(
  catalogue: readonly SuggestableCategory[],
  examples: readonly TrainingExample[],
): CategorySuggester {
  const lessons = gatherLessons(catalogue, examples);
  const documents = lessons.map(({ text }) => extractFeatures(normaliseText(text)).map(({ key }) => key));
  const vocabulary = new Vocabulary(documents);
  const model = new SoftmaxModel(vocabulary.size, catalogue.length + 1);
  const vectors = documents.map((keys) => vocabulary.vectorise(keys));
  model.train(lessons.map(({ label, weight }, i) => ({ vector: vectors[i]!, label, weight })));
  const silence = catalogue.length;

  const suggest: CategorySuggester['suggest'] = (text, limit = DEFAULT_LIMIT) => {
    const normalised = normaliseText(text.slice(0, MAX_LENGTH));
    const features = extractFeatures(normalised);
    const vector = vocabulary.vectorise(features.map((feature) => feature.key));
    if (vector.ids.length === 0 || normalised.trim().length < SHORTEST_TELLING) return [];
    const scores = model.score(vector).map((score) => score * SHARPNESS);
    const mayBeSmallTalk = normalised.length <= SMALL_TALK_LENGTH;
    if (mayBeSmallTalk && (softmax(scores.slice())[silence] ?? 0) >= SMALL_TALK) return [];
    const chances = softmax(scores.subarray(0, silence));
    const ranking = Array.from(chances, (chance, label) => ({ chance, label }));
    ranking.sort((a, b) => b.chance - a.chance || a.label - b.label);
    if ((ranking[0]?.chance ?? 0) < WILD_GUESS) return [];

    const weightOf = new Map(Array.from(vector.ids, (id, i) => [id, vector.values[i] ?? 0]));
    return ranking
      .filter(({ chance }) => chance >= LEAST_CONFIDENCE)
      .slice(0, limit)
      .flatMap(({ label, chance }) => {
        const category = catalogue[label];
        if (!category) return [];
        const because = nameDecidingWords(normalised, features, ({ key }) => {
          const id = vocabulary.idOf(key);
          return id === undefined ? 0 : model.weightOf(id, label) * (weightOf.get(id) ?? 0);
        });
        return [{ code: category.code, name: category.name, confidence: chance, because }];
      });
  };
  return { suggest };
}
