import { type BallotKind, type BallotMajority, type BallotTie, type BallotUnit } from '@shared/ballots/rules';
import { ballotDraftSchema, type BallotView } from '@shared/ballots/schemas';

/** What is being written: numbers as they are typed. Options carry a key of their own, since they come and go. */
export interface WrittenBallot {
  question: string;
  options: { key: number; text: string; against: boolean }[];
  kind: BallotKind;
  unit: BallotUnit;
  choicesAtMost: string;
  decidedAtMost: string;
  quorumPercent: string;
  majority: BallotMajority;
  tie: BallotTie;
}

/** A question of yes and no, as most are. */
const FRESH: WrittenBallot = {
  question: '',
  options: [
    { key: 1, text: '同意', against: false },
    { key: 2, text: '不同意', against: true },
  ],
  kind: 'single',
  unit: 'person',
  choicesAtMost: '2',
  decidedAtMost: '1',
  quorumPercent: '50',
  majority: 'half',
  tie: 'none',
};

export function writtenOf(ballot: BallotView | undefined): WrittenBallot {
  if (!ballot) return FRESH;
  const { rules, question, options } = ballot;
  return {
    question,
    options: options.map(({ text, against }, i) => ({ key: i + 1, text, against })),
    kind: rules.kind,
    unit: rules.unit,
    choicesAtMost: String(rules.choicesAtMost),
    decidedAtMost: String(rules.decidedAtMost),
    quorumPercent: String(rules.quorumPercent),
    majority: rules.majority,
    tie: rules.tie,
  };
}

export type Wrong = Record<string, string>;

const numberOf = (text: string) => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN);

/** What to send, or what is wrong with it at which field. Options are named by their place: `options.0.text`. */
export function checkBallot(written: WrittenBallot, version: number) {
  const many = written.kind === 'multiple';
  const parsed = ballotDraftSchema.safeParse({
    ...written,
    options: written.options.map(({ text, against }) => ({ text, against })),
    choicesAtMost: many ? numberOf(written.choicesAtMost) : 1,
    decidedAtMost: many ? numberOf(written.decidedAtMost) : 1,
    quorumPercent: numberOf(written.quorumPercent),
    version,
  });
  if (parsed.success) return { draft: parsed.data, wrong: null };
  const wrong: Wrong = {};
  for (const { path, code, message } of parsed.error.issues)
    wrong[path.join('.')] ??= code === 'invalid_type' ? '请填写数字' : message;
  return { draft: null, wrong };
}
