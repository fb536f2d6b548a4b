/** One entry of the category catalogue, as far as the classifier reads it. */
export interface SuggestableCategory {
  code: string;
  name: string;
  description: string;
  keywords: readonly string[];
  synonyms: readonly string[];
}

/** A report somebody has already put into the right category. */
export interface TrainingExample {
  text: string;
  category: string;
}

/** One answer of the classifier. */
export interface CategorySuggestion {
  code: string;
  name: string;
  /** Estimated chance (0–1) that this is the right category. */
  confidence: number;
  /** The words of the resident's own text that spoke most for this category, strongest first. */
  because: string[];
}

export interface CategorySuggester {
  /**
   * Ranks the catalogue for a resident's words.
   * @param text any Unicode, any length
   * @param limit how many answers at most, default 3
   * @returns best first; empty when the text says nothing about any matter ("你好", digits, punctuation)
   */
  suggest: (text: string, limit?: number) => CategorySuggestion[];
}
