import {
  BALLOT_MAJORITY_NAMES,
  BALLOT_TIE_NAMES,
  type BallotRules,
  type BallotUnit,
  type Tally,
} from './rules';

const measure = (unit: BallotUnit) => (unit === 'person' ? '人' : '户');

/** The rules as a voter reads them before he votes. */
export function explainRules(rules: BallotRules): string[] {
  const { kind, unit, choicesAtMost, decidedAtMost, quorumPercent, majority, tie } = rules;
  const people =
    unit === 'person'
      ? '住处在范围内核实过的居民，每人一票'
      : '住处在范围内核实过的住户，每户一票，谁投的谁能改';
  const choose =
    kind === 'single'
      ? '选一项'
      : kind === 'multiple'
        ? `最多选 ${choicesAtMost} 项，最多通过 ${decidedAtMost} 项`
        : '每一项都可以赞成，各项分别计算';
  return [
    `${people}；不能代投。`,
    `${choose}；也可以弃权，弃权计入投票总数。`,
    '截止前可以改，以最后一次为准；投了什么不公开，计票以后谁也查不到。',
    quorumPercent > 0
      ? `至少有 ${quorumPercent}% 的${unit === 'person' ? '居民' : '住户'}投票才有效。`
      : '不限投票人数。',
    `${BALLOT_MAJORITY_NAMES[majority]}。`,
    ...(kind === 'approval' ? [] : [`${BALLOT_TIE_NAMES[tie]}。`]),
  ];
}

/** How the result came about, step by step. */
export function explainResult(tally: Tally, rules: BallotRules): string[] {
  const { cast, abstained, eligible, quorumNeeded, quorumMet, votesNeeded, tied, options } = tally;
  const unit = measure(rules.unit);
  const share = eligible > 0 ? `，投票率 ${Math.round((cast / eligible) * 100)}%` : '';
  const name = (id: string) => options.find((option) => option.id === id)?.text ?? id;
  const names = (ids: readonly string[]) => ids.map((id) => `「${name(id)}」`).join('、');
  const lines = [`应投 ${eligible} ${unit}，实投 ${cast} ${unit}（弃权 ${abstained}）${share}。`];
  if (!quorumMet)
    return [
      ...lines,
      cast === 0
        ? '没有人投票，表决无效。'
        : `有效需要 ${quorumNeeded} ${unit}，还差 ${quorumNeeded - cast} ${unit}，表决无效。`,
    ];
  lines.push(
    rules.quorumPercent > 0 ? `有效需要 ${quorumNeeded} ${unit}，已达到。` : '不限投票人数，表决有效。',
    rules.majority === 'most'
      ? `${BALLOT_MAJORITY_NAMES.most}。`
      : `${BALLOT_MAJORITY_NAMES[rules.majority]}，即 ${votesNeeded} 票。`,
  );
  if (tied.length > 0) lines.push(`${names(tied)}得票相同：${BALLOT_TIE_NAMES[rules.tie]}。`);
  lines.push(tally.decided.length > 0 ? `通过：${names(tally.decided)}。` : '没有选项通过。');
  return lines;
}

/** The result in one sentence, as everybody who took part is told. */
export function summariseResult(tally: Tally): string {
  const passed = tally.options.filter(({ decided }) => decided).map(({ text }) => `「${text}」`);
  if (!tally.quorumMet) return '投票人数不够，表决无效';
  return passed.length > 0 ? `通过了${passed.join('、')}` : '没有选项通过';
}
