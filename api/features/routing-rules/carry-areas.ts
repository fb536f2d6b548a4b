import { type Mode, MODE_NAMES, MODES } from '@shared/clocks/modes';
import { diffRules } from '@shared/routing-rules/diff-rules';
import type { RoutingRule } from '@shared/routing-rules/schemas';
import type { Deps } from '@api/deps';
import { isDuplicateKey } from '@api/http/idempotency';
import { type AreaModeDoc, areaModesOf, HISTORY_KEPT, type ModeChange, NO_END } from './area-mode.model';
import { keepPast, replaceRuleSet, type RuleSetDoc, ruleSetsOf, type SavedBy } from './rule-set.model';

/** What became of areas that rules and modes may name. */
export interface Heirs {
  /** Areas above, whose rules may name them. */
  areas: readonly string[];
  /** Areas that are gone, and what they are part of now. */
  renamed: readonly { from: string; to: string }[];
  /** Areas that go on, and what was cut out of them. */
  copied: readonly { from: string; to: string }[];
}

/** The same rules where the areas they name have heirs. Carrying twice changes nothing. */
export function carryRules(rules: readonly RoutingRule[], { renamed, copied }: Heirs): RoutingRule[] {
  const now = new Map(renamed.map(({ from, to }) => [from, to]));
  const heirs = (code: string) => [
    now.get(code) ?? code,
    ...copied.filter(({ from }) => from === code).map(({ to }) => to),
  ];
  return rules.map((rule) =>
    rule.when.areas
      ? { ...rule, when: { ...rule.when, areas: [...new Set(rule.when.areas.flatMap(heirs))] } }
      : rule,
  );
}

const isSame = (a: readonly RoutingRule[], b: readonly RoutingRule[]) =>
  a.every((rule, i) => rule.when.areas?.join() === b[i]?.when.areas?.join());

const rank = (mode: Mode) => MODES.indexOf(mode);
const ends = ({ specialUntil }: Pick<AreaModeDoc, 'specialUntil'>) => specialUntil?.getTime() ?? 0;

type Standing = Pick<AreaModeDoc, 'mode' | 'until' | 'specialUntil' | 'reason'>;

/** What holds where two modes meet: nobody is promised less care than before, so the stricter, and the later end. */
export function joinModes(one: Standing, other: Standing | undefined, nowMs: number): Standing {
  if (!other || ends(other) <= nowMs) return one;
  const { mode, reason } = rank(one.mode) > rank(other.mode) ? one : other;
  const { until, specialUntil } = ends(one) > ends(other) ? one : other;
  return { mode, reason, until, specialUntil };
}

/** Rule sets that name one of the areas, as they are and as they will be. */
async function changedSets(
  { db }: Pick<Deps, 'db'>,
  heirs: Heirs,
): Promise<{ set: RuleSetDoc; rules: RoutingRule[] }[]> {
  const sets = await ruleSetsOf(db)
    .find({ _id: { $in: [...heirs.areas] } })
    .toArray();
  return sets
    .map((set) => ({ set, rules: carryRules(set.rules, heirs) }))
    .filter(({ set, rules }) => !isSame(set.rules, rules));
}

interface CarriedMode {
  from: string;
  to: string;
  mode: Standing;
}

/** Modes in force that an heir has to take over. */
async function carriedModes(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { renamed, copied }: Heirs,
): Promise<CarriedMode[]> {
  const moves = [...renamed, ...copied];
  const codes = moves.flatMap(({ from, to }) => [from, to]);
  const docs = await areaModesOf(db)
    .find({ _id: { $in: codes } })
    .toArray();
  const standing = new Map<string, Standing>(docs.map((doc) => [doc._id, doc]));
  const nowMs = clock();
  return moves.flatMap(({ from, to }) => {
    const own = standing.get(from);
    if (!own || ends(own) <= nowMs) return [];
    const theirs = standing.get(to);
    const mode = joinModes(own, theirs, nowMs);
    if (theirs && theirs.mode === mode.mode && ends(theirs) === ends(mode)) return [];
    standing.set(to, mode);
    return [{ from, to, mode }];
  });
}

/** What would be carried over, as the admin reads it before he orders a change of grids. */
export async function listCarried(
  deps: Pick<Deps, 'db' | 'clock'>,
  heirs: Heirs,
  nameOf: (code: string) => string,
): Promise<{ title: string; note: string }[]> {
  const [sets, modes] = await Promise.all([changedSets(deps, heirs), carriedModes(deps, heirs)]);
  const named = (codes: readonly string[]) => codes.map((code) => `「${nameOf(code)}」`).join('、');
  const ofRules = sets.flatMap(({ set, rules }) =>
    rules.flatMap((rule, i) => {
      const [was, is] = [set.rules[i]?.when.areas ?? [], rule.when.areas ?? []];
      const gone = was.filter((code) => !is.includes(code));
      const added = is.filter((code) => !was.includes(code));
      if (gone.length === 0 && added.length === 0) return [];
      const note =
        gone.length === 0
          ? `也管${named(added)}`
          : `原来点名${named(gone)}，之后管${added.length > 0 ? `整个${named(added)}` : '并入后的整个网格'}`;
      return [{ title: `分派规则「${rule.name}」（${nameOf(set._id)}）`, note }];
    }),
  );
  const ofModes = modes.map(({ from, to, mode }) => ({
    title: `${nameOf(from)}的${MODE_NAMES[mode.mode]}状态`,
    note: `「${nameOf(to)}」也按${MODE_NAMES[mode.mode]}承诺时间：${mode.reason}`,
  }));
  return [...ofRules, ...ofModes];
}

/** Somebody else saved the same rules at the same moment: read again and tried again so often. */
const TRIES = 5;

/**
 * Rules and modes that name an area go on for its heirs. Safe to repeat after a crash: what was carried is no longer
 * there to be carried.
 */
export async function carryAreas(
  deps: Pick<Deps, 'db' | 'clock' | 'rules'>,
  heirs: Heirs,
  { by, title, nameOf }: { by: SavedBy; title: string; nameOf: (code: string) => string },
): Promise<void> {
  const savedAt = new Date(deps.clock());
  let left = await changedSets(deps, heirs);
  for (let i = 0; left.length > 0 && i < TRIES; i += 1) {
    for (const { set, rules } of left) {
      await keepPast(deps.db, set);
      const changes = diffRules(set.rules, rules);
      const note = `网格调整：${title}`.slice(0, 100);
      const next = { _id: set._id, rules, note, changes, savedBy: by, savedAt, version: set.version + 1 };
      await replaceRuleSet(deps.db, next, set.version);
    }
    left = await changedSets(deps, heirs);
  }
  if (left.length > 0) throw new Error('rules are being changed all the time; the order goes on later');
  for (const { mode, to } of await carriedModes(deps, heirs))
    await takeOver(deps, mode, { to, name: nameOf(to), by, at: savedAt });
  await endGone(deps, heirs, { by, at: savedAt, title });
  await deps.rules.reload();
}

async function takeOver(
  { db }: Pick<Deps, 'db'>,
  { mode, until, reason }: Standing,
  { to, name, by, at }: { to: string; name: string; by: SavedBy; at: Date },
): Promise<void> {
  const change: ModeChange = { mode, until, reason, at, by };
  try {
    await areaModesOf(db).updateOne(
      { _id: to },
      {
        $set: { ...change, areaName: name, specialUntil: until ?? NO_END },
        $push: { history: { $each: [change], $slice: -HISTORY_KEPT } },
      },
      { upsert: true },
    );
  } catch (error) {
    // Another process does the same at this moment.
    if (!isDuplicateKey(error)) throw error;
  }
}

/** Nobody can end the mode of an area that is no more: it ends with it. */
async function endGone(
  { db }: Pick<Deps, 'db'>,
  { renamed }: Heirs,
  { by, at, title }: { by: SavedBy; at: Date; title: string },
): Promise<void> {
  const change: ModeChange = { mode: 'normal', until: null, reason: title.slice(0, 60), at, by };
  await areaModesOf(db).updateMany(
    { _id: { $in: renamed.map(({ from }) => from) }, specialUntil: { $gt: at } },
    {
      $set: { ...change, specialUntil: null },
      $push: { history: { $each: [change], $slice: -HISTORY_KEPT } },
    },
  );
}
