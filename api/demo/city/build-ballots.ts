import {
  patternsOf,
  tallyBallot,
  optionId,
  type BallotOption,
  type BallotRules,
} from '@shared/ballots/rules';
import { PERSONAS } from '@shared/auth/schemas';
import { DAY_MS } from '@shared/time/shanghai';
import {
  type BallotDoc,
  boxKey,
  hashOf,
  type RollDoc,
  sealBallot,
  type SealedBallotDoc,
} from '@api/features/ballots';
import type { TopicDoc } from '@api/features/deliberations';
import type { ResidenceDoc } from '@api/features/residence';
import type { FieldCrypto } from '@api/store/field-crypto';
import type { Deliberation } from './build-topics';
import { stableId } from './pick';

const RULES: BallotRules = {
  kind: 'single',
  unit: 'person',
  choicesAtMost: 1,
  decidedAtMost: 1,
  quorumPercent: 30,
  majority: 'half',
  tie: 'none',
};

/** What is voted on, by title of the topic; otherwise yes or no. */
const QUESTIONS: Record<string, { question: string; options: string[] }> = {
  小区要不要集中建电动车充电棚: {
    question: '充电棚建在哪里',
    options: ['东门花坛旁边，占两个停车位', '西门空地', '都不建'],
  },
  公共收益先修电梯还是先装门禁: {
    question: '今年的公共收益先用在哪里',
    options: ['先修电梯', '先装门禁', '都不动，先存着'],
  },
};

/** They have not voted yet: something is left to try. */
const PERSONA_IDS = new Set(PERSONAS.map((persona) => stableId('persona', persona).toHexString()));

interface Ballots {
  ballots: BallotDoc[];
  ballotRoll: RollDoc[];
  ballotBox: SealedBallotDoc[];
}

/** Of ten voters six choose the first option, two the second, one the last, one abstains. */
const choiceOf = (voter: number, options: readonly BallotOption[]): string[] => {
  const at = voter % 10;
  if (at === 9) return [];
  return [optionId(at < 6 ? 0 : at < 8 ? 1 : options.length - 1)];
};

const voters = (residences: readonly ResidenceDoc[], topic: TopicDoc) =>
  residences.filter(({ verified }) => verified?.areaPath.includes(topic.areaCode));

/** One ballot for each topic that has come so far: rules while it is discussed, votes while it is decided, then a result. */
export function buildBallots(
  { topics, residences }: Pick<Deliberation, 'topics' | 'residences'>,
  fieldCrypto: FieldCrypto,
  nowMs: number,
): Ballots {
  const made: Ballots = { ballots: [], ballotRoll: [], ballotBox: [] };
  for (const topic of topics) {
    if (topic.phase === 'raise' || topic.phase === 'set') continue;
    const { _id } = topic;
    const { question, options: texts } = QUESTIONS[topic.title] ?? {
      question: `${topic.title}，同意吗`,
      options: ['同意', '不同意'],
    };
    const options = texts.map((text, i) => ({ id: optionId(i), text, against: i === texts.length - 1 }));
    const entitled = voters(residences, topic);
    const cast =
      topic.phase === 'discuss'
        ? []
        : entitled.filter(({ _id: id }) => !PERSONA_IDS.has(id)).slice(0, Math.ceil(entitled.length * 0.7));
    const isOver = topic.phase === 'execute' || topic.phase === 'evaluate';
    for (const { _id: voterId, verified } of cast)
      made.ballotRoll.push({
        _id: `${_id.toHexString()}:${voterId}`,
        topicId: _id,
        voterId,
        areaCode: verified?.areaCode ?? topic.areaCode,
      });
    if (topic.phase === 'decide')
      cast.forEach(({ _id: voterId }, i) => {
        const key = boxKey({ fieldCrypto }, _id, voterId);
        made.ballotBox.push({ _id: key, sealed: sealBallot({ fieldCrypto }, key, choiceOf(i, options)) });
      });
    const patterns = patternsOf(cast.map((_, i) => choiceOf(i, options)));
    const closedAt = isOver ? (topic.dates.decideUntil ?? new Date(nowMs)) : null;
    const words = { question, options, rules: RULES };
    made.ballots.push({
      _id,
      ...words,
      frozenAt: topic.phase === 'discuss' ? null : new Date((closedAt?.getTime() ?? nowMs) - 3 * DAY_MS),
      closedAt,
      countedAt: closedAt && new Date(closedAt.getTime() + 25_000),
      result: isOver
        ? {
            ...tallyBallot(options, RULES, patterns, entitled.length),
            patterns,
            listed: cast.length,
            unreadable: 0,
            hash: hashOf(_id.toHexString(), words, entitled.length, patterns),
          }
        : null,
      ...(topic.phase === 'decide' && { open: true as const }),
      version: 1,
    });
  }
  return made;
}
