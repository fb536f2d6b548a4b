/** How a ballot is cast and counted, in words and figures: fixed before it opens, read by voters, counter and recount. */
export const BALLOT_KINDS = ['single', 'multiple', 'approval'] as const;
export type BallotKind = (typeof BALLOT_KINDS)[number];
export const BALLOT_KIND_NAMES: Record<BallotKind, string> = {
  single: '单选',
  multiple: '多选',
  approval: '逐项赞成',
};

export const BALLOT_UNITS = ['person', 'household'] as const;
export type BallotUnit = (typeof BALLOT_UNITS)[number];
export const BALLOT_UNIT_NAMES: Record<BallotUnit, string> = { person: '一人一票', household: '一户一票' };

export const BALLOT_MAJORITIES = ['most', 'half', 'twoThirds'] as const;
export type BallotMajority = (typeof BALLOT_MAJORITIES)[number];
export const BALLOT_MAJORITY_NAMES: Record<BallotMajority, string> = {
  most: '得票多的通过',
  half: '得票超过投票总数的一半才通过',
  twoThirds: '得票达到投票总数的三分之二才通过',
};

export const BALLOT_TIES = ['none', 'listed'] as const;
export type BallotTie = (typeof BALLOT_TIES)[number];
export const BALLOT_TIE_NAMES: Record<BallotTie, string> = {
  none: '名额不够又得票相同的，都不通过，另行商议',
  listed: '名额不够又得票相同的，排在前面的通过',
};

/** Few enough that every combination of choices can be published with its number. */
export const OPTIONS_AT_MOST = 10;
const LETTERS = 'ABCDEFGHIJ';
/** The name of an option by its place, from 0. */
export const optionId = (place: number): string => LETTERS[place] ?? '';

export interface BallotOption {
  id: string;
  text: string;
  /** Stands for leaving things as they are: when only such are decided, nothing is to be done. */
  against: boolean;
}

export interface BallotRules {
  kind: BallotKind;
  unit: BallotUnit;
  /** Of `multiple`: how many a voter may choose, and how many are decided at most. Otherwise 1. */
  choicesAtMost: number;
  decidedAtMost: number;
  /** Share of those entitled that must have voted, in per cent; 0 for none. */
  quorumPercent: number;
  majority: BallotMajority;
  tie: BallotTie;
}

/** All ballots with the same choices; none is an abstention. */
export interface BallotPattern {
  choices: string[];
  count: number;
}

export interface OptionResult extends BallotOption {
  votes: number;
  decided: boolean;
}

export interface Tally {
  options: OptionResult[];
  cast: number;
  abstained: number;
  eligible: number;
  /** Ballots that quorum asks for. */
  quorumNeeded: number;
  quorumMet: boolean;
  /** Votes an option needs. */
  votesNeeded: number;
  /** Options that share the last place open with others. */
  tied: string[];
  decided: string[];
  /** Something is to be done. */
  passed: boolean;
}

/** What is wrong with these choices; null when nothing is. */
export function choicesProblem(
  choices: readonly string[],
  options: readonly BallotOption[],
  { kind, choicesAtMost }: Pick<BallotRules, 'kind' | 'choicesAtMost'>,
): string | null {
  if (new Set(choices).size !== choices.length) return '同一个选项只能选一次';
  if (!choices.every((id) => options.some((option) => option.id === id))) return '没有这个选项';
  const most = kind === 'approval' ? options.length : kind === 'single' ? 1 : choicesAtMost;
  return choices.length > most ? `最多选 ${most} 项` : null;
}

function votesNeeded(majority: BallotMajority, cast: number): number {
  if (majority === 'half') return Math.floor(cast / 2) + 1;
  return majority === 'twoThirds' ? Math.max(1, Math.ceil((cast * 2) / 3)) : 1;
}

/** Who of the ranked gets the places there are, and who shares the last of them with others. */
function fillPlaces(ranked: readonly { id: string; votes: number }[], places: number, tie: BallotTie) {
  const last = ranked[places - 1];
  const next = ranked[places];
  if (!last || !next || last.votes !== next.votes)
    return { decided: ranked.slice(0, places).map(({ id }) => id), tied: [] };
  const tied = ranked.filter(({ votes }) => votes === last.votes).map(({ id }) => id);
  const decided =
    tie === 'listed'
      ? ranked.slice(0, places)
      : ranked.slice(0, places).filter(({ votes }) => votes !== last.votes);
  return { decided: decided.map(({ id }) => id), tied };
}

/**
 * Counts a ballot. Shares are of all ballots cast, abstentions included; without quorum nothing is decided.
 * @param eligible how many persons or households could have voted
 */
export function tallyBallot(
  options: readonly BallotOption[],
  rules: BallotRules,
  patterns: readonly BallotPattern[],
  eligible: number,
): Tally {
  const cast = patterns.reduce((sum, { count }) => sum + count, 0);
  const abstained = patterns.reduce((sum, { choices, count }) => sum + (choices.length === 0 ? count : 0), 0);
  const votesOf = (id: string) =>
    patterns.reduce((sum, { choices, count }) => sum + (choices.includes(id) ? count : 0), 0);
  const counted = options.map((option) => ({ ...option, votes: votesOf(option.id) }));
  const quorumNeeded = Math.ceil((eligible * rules.quorumPercent) / 100);
  const quorumMet = cast > 0 && cast >= quorumNeeded;
  const needed = votesNeeded(rules.majority, cast);
  // Stable: of equal votes the one listed first stays in front.
  const ranked = counted.filter(({ votes }) => votes >= needed).sort((a, b) => b.votes - a.votes);
  const places =
    rules.kind === 'approval' ? options.length : rules.kind === 'single' ? 1 : rules.decidedAtMost;
  const filled = fillPlaces(ranked, places, rules.tie);
  const decided = quorumMet ? options.map(({ id }) => id).filter((id) => filled.decided.includes(id)) : [];
  return {
    options: counted.map((option) => ({ ...option, decided: decided.includes(option.id) })),
    cast,
    abstained,
    eligible,
    quorumNeeded,
    quorumMet,
    votesNeeded: needed,
    tied: quorumMet ? filled.tied : [],
    decided,
    passed: counted.some(({ id, against }) => !against && decided.includes(id)),
  };
}

/** Ballots by their choices, in an order that tells nothing of when they were cast. */
export function patternsOf(ballots: Iterable<readonly string[]>): BallotPattern[] {
  const counts = new Map<string, number>();
  for (const choices of ballots) {
    const key = [...choices].sort().join('');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, count]) => ({ choices: [...key], count }));
}

/** Fewer would tell who has voted. */
const SHOWN_ABOVE = 5;

/**
 * Turnout by building, only above five; where what is left over could be worked out from the whole, the next smallest is
 * left out too.
 */
export function shownBuildings<T extends { cast: number }>(buildings: readonly T[], total: number): T[] {
  const shown = buildings.filter(({ cast }) => cast > SHOWN_ABOVE).sort((a, b) => b.cast - a.cast);
  const restOf = () => total - shown.reduce((sum, { cast }) => sum + cast, 0);
  while (shown.length > 0 && restOf() > 0 && restOf() <= SHOWN_ABOVE) shown.pop();
  return shown;
}
