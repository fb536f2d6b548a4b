import { likeness, LIKELY } from '../score';
import { type Pair, PAIRS } from './pairs';

const saysSame = ([distanceM, category, ours, theirs]: Pair): boolean =>
  likeness({
    distanceM,
    sameCategory: category === 'same',
    sameGroup: category !== 'other',
    ours,
    theirs,
  }).score >= LIKELY;

/** How well the hint tells the same thing from another one, on the pairs written for it. */
export function evaluateDuplicates(pairs: readonly Pair[] = PAIRS) {
  const said = pairs.filter(saysSame);
  const right = said.filter((pair) => pair[4]).length;
  const same = pairs.filter((pair) => pair[4]).length;
  return {
    pairs: pairs.length,
    precision: right / said.length,
    recall: right / same,
    wrong: pairs.filter((pair) => saysSame(pair) !== pair[4]),
  };
}
