import { explainRules } from '@shared/ballots/explain';
import { BALLOT_KIND_NAMES, BALLOT_UNIT_NAMES } from '@shared/ballots/rules';
import type { BallotResultView } from '@shared/ballots/schemas';
import { redactPersonalNumbers } from '@shared/text/redact';
import { DAY_MS, friendlyTime } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { findBallot, presentResult } from '../ballots';
import type { TopicDoc } from '../deliberations';
import { drawPdf } from './draw-pdf';
import type { ResultSheet } from './result-sheet';

const A_MINUTE = 6;

/** As a date with its clock, whenever it is read. */
const time = (at: Date | string) =>
  friendlyTime(new Date(at).getTime(), new Date(at).getTime() - 400 * DAY_MS);

const percent = (part: number, whole: number) => (whole > 0 ? `${((part / whole) * 100).toFixed(1)}%` : '—');

function figuresOf(result: BallotResultView): ResultSheet['figures'] {
  const { rules, eligible, cast, abstained, listed, quorumNeeded, quorumMet, votesNeeded, unreadable } =
    result;
  const unit = rules.unit === 'person' ? '人' : '户';
  return [
    ['投票方式', `${BALLOT_KIND_NAMES[rules.kind]}，${BALLOT_UNIT_NAMES[rules.unit]}`],
    ['应投', `${eligible} ${unit}`],
    ['实投', `${cast} ${unit}，投票率 ${percent(cast, eligible)}`],
    ['其中弃权', `${abstained} ${unit}`],
    ['名册上登记已投', `${listed} ${unit}`],
    [
      '有效需要',
      rules.quorumPercent > 0 ? `${quorumNeeded} ${unit}，${quorumMet ? '已达到' : '没有达到'}` : '不限',
    ],
    ['通过需要', `${votesNeeded} 票`],
    ...(unreadable > 0 ? [['损坏、没有计入的票', `${unreadable} 张`] as [string, string]] : []),
  ];
}

function datesOf({ history }: TopicDoc, result: BallotResultView): ResultSheet['dates'] {
  const stepAt = (to: string) => history.find((event) => event.to === to)?.at;
  const [accepted, opened] = [stepAt('discuss'), stepAt('decide')];
  return [
    ...(accepted ? [['立项、开始议事', time(accepted)] as [string, string]] : []),
    ...(opened ? [['开始表决', time(opened)] as [string, string]] : []),
    ['投票截止', time(result.closedAt)],
    ['计票', time(result.countedAt)],
  ];
}

/**
 * 公示: the result of a topic's ballot as a PDF to put up on a wall.
 * @param origin of the portal, for the QR code
 * @throws AppError NOT_FOUND, WRONG_STATE before it is counted, TOO_MANY_REQUESTS, UNAVAILABLE
 */
export async function printResult(
  deps: Deps,
  actor: Actor | null,
  { id, ip, origin }: { id: string; ip: string; origin: string },
): Promise<Buffer> {
  const { topic, ballot } = await findBallot(deps, actor, id);
  const result = await presentResult(deps, topic, ballot);
  await deps.limits.take('print-result', actor?.userId ?? ip, A_MINUTE, 60);
  const unit = result.rules.unit === 'person' ? '人' : '户';
  return drawPdf({
    result: {
      title: redactPersonalNumbers(topic.title),
      area: result.area.name,
      question: result.question,
      passed: result.passed,
      summary: result.summary,
      words: result.words,
      rules: explainRules(result.rules),
      options: result.options.map(({ id: option, text, votes, decided }) => ({
        id: option,
        text,
        votes,
        share: percent(votes, result.cast),
        decided,
      })),
      figures: figuresOf(result),
      ballots: result.ballots.map(({ choices, count }): [string, string] => [
        choices.length === 0 ? '弃权' : `选 ${choices.join('、')}`,
        `${count} 张`,
      ]),
      buildings: result.buildings.map(({ area, cast }): [string, string] => [area.name, `${cast} ${unit}`]),
      dates: datesOf(topic, result),
      hash: result.hash,
      link: `${origin}/features/ballots/pages/result/index?id=${id}`,
      printed: `${time(new Date(deps.clock()))} 打印`,
    },
  });
}
