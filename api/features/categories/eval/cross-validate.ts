import {
  createCategorySuggester,
  type CategorySuggestion,
  type SuggestableCategory,
  type TrainingExample,
} from '../suggest';

/** A labelled text and what a classifier that had not seen it answered. */
export interface Judged {
  text: string;
  category: string;
  suggestions: CategorySuggestion[];
}

/**
 * Stratified k-fold cross-validation: every example is judged by a classifier trained on the other folds.
 * Folds are dealt category by category in file order, so the same file gives the same folds.
 */
export function crossValidate(
  catalogue: readonly SuggestableCategory[],
  examples: readonly TrainingExample[],
  foldCount: number,
): Judged[] {
  const folds = dealFolds(examples, foldCount);
  return folds.flatMap((fold) => {
    const held = new Set(fold);
    const suggester = createCategorySuggester(
      catalogue,
      examples.filter((example) => !held.has(example)),
    );
    return judge(suggester.suggest, fold);
  });
}

/** Asks for three answers per text. */
export function judge(
  suggest: (text: string, limit?: number) => CategorySuggestion[],
  examples: readonly TrainingExample[],
): Judged[] {
  return examples.map(({ text, category }) => ({ text, category, suggestions: suggest(text, 3) }));
}

function dealFolds(examples: readonly TrainingExample[], foldCount: number): TrainingExample[][] {
  const folds: TrainingExample[][] = Array.from({ length: foldCount }, () => []);
  const ordered = [...examples].sort((a, b) =>
    a.category < b.category ? -1 : a.category > b.category ? 1 : 0,
  );
  ordered.forEach((example, index) => folds[index % foldCount]?.push(example));
  return folds;
}
