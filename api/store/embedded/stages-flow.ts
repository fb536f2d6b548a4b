import { demand } from './errors';
import { type Variables } from './expressions';
import { encodeKey } from './keys';
import { isNumber, toNumber, type Doc, type Value } from './values';

/** Documents flowing through a pipeline; null is a place where the caller may pause. */
export type Flow = Iterable<Doc | null>;
/** How stages reach other collections. */
export interface Collections {
  /** A pipeline over another collection of the same database. */
  run: (collection: string, pipeline: Doc[], variables: Variables) => Flow;
}
export interface StageContext {
  variables: Variables;
  collections: Collections;
}
export type Stage = (flow: Flow, spec: Value, context: StageContext) => Flow;

export const bindings = (doc: Doc, variables: Variables): Variables => ({
  ...variables,
  ROOT: doc,
  CURRENT: doc,
});
export function* each(flow: Flow, f: (doc: Doc) => Doc | undefined): Flow {
  for (const doc of flow) {
    if (doc === null) yield null;
    else {
      const made = f(doc);
      if (made !== undefined) yield made;
    }
  }
}
/** Takes everything in, passing pauses on, then gives what `make` makes of it. */
export function* gathered(flow: Flow, make: (docs: Doc[]) => Iterable<Doc | null>): Flow {
  const docs: Doc[] = [];
  for (const doc of flow) {
    if (doc === null) yield null;
    else docs.push(doc);
  }
  yield* make(docs);
}
export const key = (v: Value): string => encodeKey([v === undefined ? null : v], [1]).toString('latin1');
export function count(spec: Value, name: string, least: number): number {
  demand(
    isNumber(spec) && Number.isInteger(toNumber(spec)) && toNumber(spec) >= least,
    `invalid argument to ${name} stage: ${String(spec)}`,
    least ? 'Location15958' : 'Location15956',
  );
  return toNumber(spec);
}
