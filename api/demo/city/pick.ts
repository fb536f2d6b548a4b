import { createHash } from 'node:crypto';
import mongoose from 'mongoose';

/** The item at a share of a list. @param share in [0, 1) */
export function pick<T>(items: readonly T[], share: number): T {
  const item = items[Math.min(items.length - 1, Math.floor(share * items.length))];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

/** An id that depends on nothing but the words given, so that a demo person is the same in every installation. */
export function stableId(...words: (string | number)[]): mongoose.Types.ObjectId {
  return new mongoose.Types.ObjectId(createHash('sha256').update(words.join('|')).digest('hex').slice(0, 24));
}
