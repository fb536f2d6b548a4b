import { ratingTags } from '@shared/cases/rating-tags';
import { pick } from '../city/pick';
import type { Mood } from './case-spec';
import { BAD_WORDS, FAIR_WORDS, GOOD_WORDS } from './words';

const between = (low: number, high: number, share: number) =>
  Math.min(high, low + Math.floor(share * (high - low + 1)));

/** The body of a rating in a mood. @param group of the case's category @param draw numbers in [0, 1) */
export function ratingOf(
  mood: Exclude<Mood, 'silent'>,
  group: string,
  sendBack: boolean,
  draw: () => number,
) {
  const good = mood === 'good';
  const [low, high] = good ? [4, 5] : mood === 'fair' ? [3, 3] : [1, 2];
  const text = pick(good ? GOOD_WORDS : mood === 'fair' ? FAIR_WORDS : BAD_WORDS, draw());
  const tags = ratingTags(group)[good ? 'good' : 'bad'];
  const first = pick(tags, draw());
  const second = pick(tags, draw());
  return {
    resolved: good ? ('yes' as const) : mood === 'fair' ? ('partly' as const) : ('no' as const),
    response: between(Math.max(1, low - 1), high, draw()),
    attitude: between(good ? 4 : 3, 5, draw()),
    result: between(low, high, draw() ** 0.6),
    ...(draw() < 0.7 && { tags: first === second ? [first] : [first, second] }),
    ...(text && { text }),
    ...(sendBack && { sendBack }),
  };
}
