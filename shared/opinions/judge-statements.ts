import type { StatementTally } from './compute-map';
import { answersOf, confidenceOf, differenceZ, likely, majorityZ, Z_90 } from './statistics';

export type Side = 'agree' | 'disagree';
const SIDES: readonly Side[] = ['agree', 'disagree'];

/** What a group holds more than the others do. */
export interface Typical {
  statementId: string;
  side: Side;
  /** Shares of the group and of everybody else, 0–1. */
  inside: number;
  outside: number;
  confidence: number;
}

/** What every group holds by majority. */
export interface Shared {
  statementId: string;
  side: Side;
  /** Share in the group that holds it least, 0–1. */
  least: number;
  leastGroup: number;
  confidence: number;
}

/** What one group holds and another does not. */
export interface Dividing {
  statementId: string;
  most: number;
  mostGroup: number;
  least: number;
  leastGroup: number;
  confidence: number;
}

const SHOWN = 5;
const SHARED_AT_LEAST = 0.6;
const DIVIDED_AT_LEAST = 0.3;

const share = (hits: number, answers: number) => (answers > 0 ? hits / answers : 0);
const byId = (a: { statementId: string }, b: { statementId: string }) =>
  a.statementId < b.statementId ? -1 : 1;
const bestOf = <T extends { statementId: string }>(ranked: { rank: number; of: T }[]): T[] =>
  ranked
    .sort((a, b) => b.rank - a.rank || byId(a.of, b.of))
    .slice(0, SHOWN)
    .map(({ of }) => of);

/**
 * The statements that mark a group: held by its majority and more than by the rest, both at 90 % (Pol.is' repness:
 * ratio × its z × share × the majority's z).
 */
export function typicalOf(statements: readonly StatementTally[], group: number): Typical[] {
  return bestOf(
    statements.flatMap(({ id, groups }) => {
      const own = groups[group];
      if (!own || answersOf(own) === 0) return [];
      return SIDES.flatMap((side) => {
        const [hits, answers] = [own[side], answersOf(own)];
        let [hitsOut, answersOut] = [0, 0];
        groups.forEach((other, i) => {
          if (i === group) return;
          hitsOut += other[side];
          answersOut += answersOf(other);
        });
        const held = majorityZ(hits, answers);
        const more = differenceZ(hits, answers, hitsOut, answersOut);
        if (answersOut === 0 || held <= Z_90 || more <= Z_90) return [];
        const mine = likely(hits, answers);
        return [
          {
            rank: (mine / likely(hitsOut, answersOut)) * more * mine * held,
            of: {
              statementId: id,
              side,
              inside: share(hits, answers),
              outside: share(hitsOut, answersOut),
              confidence: confidenceOf(more),
            },
          },
        ];
      });
    }),
  );
}

/** What each group's majority holds, at 90 % in every one; ranked by the product of shares (group-aware consensus). */
export function sharedOf(statements: readonly StatementTally[]): Shared[] {
  return bestOf(
    statements.flatMap(({ id, groups }) =>
      SIDES.flatMap((side) => {
        const shares = groups.map((group) => likely(group[side], answersOf(group)));
        const z = groups.map((group) => majorityZ(group[side], answersOf(group)));
        const least = Math.min(...shares);
        if (least < SHARED_AT_LEAST || z.some((value) => value <= Z_90)) return [];
        const leastGroup = shares.indexOf(least);
        const weakest = groups[leastGroup];
        if (!weakest) return [];
        return [
          {
            rank: shares.reduce((product, value) => product * value, 1),
            of: {
              statementId: id,
              side,
              least: share(weakest[side], answersOf(weakest)),
              leastGroup,
              confidence: confidenceOf(Math.min(...z)),
            },
          },
        ];
      }),
    ),
  );
}

/** Where groups stand furthest apart in agreeing, at 90 %. */
export function dividingOf(statements: readonly StatementTally[]): Dividing[] {
  return bestOf(
    statements.flatMap(({ id, groups }) => {
      const shares = groups.map((group) =>
        answersOf(group) > 0 ? likely(group.agree, answersOf(group)) : null,
      );
      const known = shares.filter((value) => value !== null);
      if (known.length < 2) return [];
      const [mostGroup, leastGroup] = [
        shares.indexOf(Math.max(...known)),
        shares.indexOf(Math.min(...known)),
      ];
      const [high, low] = [groups[mostGroup], groups[leastGroup]];
      if (!high || !low) return [];
      const spread = Math.max(...known) - Math.min(...known);
      const z = differenceZ(high.agree, answersOf(high), low.agree, answersOf(low));
      if (spread < DIVIDED_AT_LEAST || z <= Z_90) return [];
      return [
        {
          rank: spread,
          of: {
            statementId: id,
            most: share(high.agree, answersOf(high)),
            mostGroup,
            least: share(low.agree, answersOf(low)),
            leastGroup,
            confidence: confidenceOf(z),
          },
        },
      ];
    }),
  );
}
