export { createCategorySuggester } from './create-category-suggester';
export { createEmergencyMatcher } from './create-emergency-matcher';
export type { EmergencyMatch, EmergencyMatcher, EmergencyRules, Hotline } from './emergency-rules';
export type { CategorySuggester, CategorySuggestion, SuggestableCategory, TrainingExample } from './types';
