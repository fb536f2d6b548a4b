import type { Connection } from 'mongoose';
import { MODE_TERMS, modeOn, type ModeTerms, type SetMode } from '@shared/clocks/modes';
import { firstMatch, type RuleSet, type Situation } from '@shared/routing-rules/evaluate';
import type { RoutingRule } from '@shared/routing-rules/schemas';
import type { WorkCalendar } from '@shared/time/working-hours';
import { areaModesOf } from './area-mode.model';
import { ruleSetsOf } from './rule-set.model';

/** The routing rules and the modes of all areas, in memory: a submission asks the database for neither. */
export interface LiveRules {
  /** Takes over what is stored now; when it cannot be read, the old stays. */
  reload(): Promise<void>;
  /** The mode of a place at a time; null in ordinary times. */
  modeOn(areaPath: readonly string[], nowMs: number): SetMode | null;
  /** Of one area itself. */
  ownMode(areaCode: string): SetMode | undefined;
  modes(): Iterable<SetMode>;
  /** @param draft instead of what is in force for its area */
  match(
    situation: Situation,
    calendar: WorkCalendar,
    draft?: RuleSet,
  ): { rule: RoutingRule; set: RuleSet } | null;
  terms: ModeTerms;
}

interface Sources {
  db: Connection;
  clock: () => number;
}

interface Held {
  sets: Map<string, RuleSet>;
  modes: Map<string, SetMode>;
}

async function read({ db, clock }: Sources): Promise<Held> {
  const [sets, modes] = await Promise.all([
    ruleSetsOf(db)
      .find({}, { projection: { version: 1, rules: 1 } })
      .toArray(),
    areaModesOf(db)
      .find({ specialUntil: { $gt: new Date(clock()) } }, { projection: { history: 0 } })
      .toArray(),
  ]);
  return {
    sets: new Map(sets.map(({ _id, version, rules }) => [_id, { areaCode: _id, version, rules }])),
    modes: new Map(
      modes.map(({ _id, areaName, mode, until, reason }) => [
        _id,
        { areaCode: _id, areaName, mode, untilMs: until?.getTime() ?? null, reason },
      ]),
    ),
  };
}

/** Starts empty; `reload` fills it, at the start, after a change here and every so often for changes elsewhere. */
export function createLiveRules(sources: Sources): LiveRules {
  let held: Held = { sets: new Map(), modes: new Map() };
  return {
    async reload() {
      held = await read(sources);
    },
    modeOn: (areaPath, nowMs) => modeOn(areaPath, (code) => held.modes.get(code), nowMs),
    ownMode: (areaCode) => held.modes.get(areaCode),
    modes: () => held.modes.values(),
    match: (situation, calendar, draft) =>
      firstMatch((code) => (draft?.areaCode === code ? draft : held.sets.get(code)), situation, calendar),
    terms: MODE_TERMS,
  };
}
