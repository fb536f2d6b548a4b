import { type CasePhoto } from '@shared/cases/schemas';

/** The first picture of what was wrong and the last of how it is now; null unless there are both. */
export function pairOf(photos: readonly CasePhoto[]): { before: CasePhoto; after: CasePhoto } | null {
  const images = photos.filter(({ kind }) => kind === 'image');
  const before = images.find(({ stage }) => stage === 'before');
  const after = images.filter(({ stage }) => stage === 'after').pop();
  return before && after ? { before, after } : null;
}
