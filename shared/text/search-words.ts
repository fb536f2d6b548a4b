import { wordsSchema } from '../core/primitives';

/** Words to search by. */
export const searchWordsSchema = wordsSchema(1, 60, '要找的内容').refine(
  (words) => !words.includes('\uFFFD'),
  '要找的内容里有乱码',
);
