import type { SceneName } from '../../photos/scenes';

/** Which kind of grid a story can happen in. */
export type Setting = 'urban' | 'rural' | 'dedicated';

/**
 * What people say about one category: the resident who reports, the worker on the way, and the answer. In braces stand
 * slots that `fillSlots` knows: {road} {spot} {home} {days} {hour} {n}.
 */
export interface Script {
  code: string;
  /** How often it happens, relative to the others. */
  weight: number;
  where: readonly Setting[];
  texts: readonly string[];
  progress: readonly string[];
  replies: readonly string[];
  /** Pictures before and after. */
  scene?: SceneName;
  /** For required questions of the category; where the words decide, from the text. */
  answers?: Answers | ((text: string) => Answers);
}

type Answers = Record<string, string | number | boolean>;

export const ANYWHERE: readonly Setting[] = ['urban', 'rural', 'dedicated'];
export const TOWN: readonly Setting[] = ['urban', 'dedicated'];
export const HOMES: readonly Setting[] = ['urban', 'rural'];
