import { AppError, invalidField } from '@shared/core/errors';
import { topicTransition } from '@shared/deliberations/phases';
import { planProblem } from '@shared/deliberations/rules';
import type { PhaseDates, TopicMove } from '@shared/deliberations/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import type { BallotPort } from './ballot-port';
import { findOrganised } from './find-topic';
import { missingFor } from './needs';
import { staffOf } from './public-name';
import { recountStatements } from './recount-statements';
import { checkPhase } from './standing';
import type { TopicDates, TopicDoc } from './topic.model';
import { stepChanges, writeTopic } from './write-topic';

const ms = (date: Date | null) => date?.getTime() ?? null;

/** The dates of the phases to come, as they will stand. @throws AppError VALIDATION_FAILED at the field */
function datesFrom(deps: Pick<Deps, 'clock'>, topic: TopicDoc, plan: PhaseDates): TopicDates {
  const { dates } = topic;
  const wanted = {
    discussUntil: Date.parse(plan.discussUntil),
    decideUntil: Date.parse(plan.decideUntil),
    executeUntil: Date.parse(plan.executeUntil),
    evaluateUntil: Date.parse(plan.evaluateUntil),
  };
  const before = {
    raiseUntil: ms(dates.raiseUntil),
    answerBy: ms(dates.answerBy),
    discussUntil: ms(dates.discussUntil),
    decideUntil: ms(dates.decideUntil),
    executeUntil: ms(dates.executeUntil),
    evaluateUntil: ms(dates.evaluateUntil),
  };
  const problem = planProblem(wanted, before, topic.phase, deps.clock());
  if (problem) throw invalidField(`plan.${problem.path}`, problem.message);
  return {
    ...dates,
    discussUntil: new Date(wanted.discussUntil),
    decideUntil: new Date(wanted.decideUntil),
    executeUntil: new Date(wanted.executeUntil),
    evaluateUntil: new Date(wanted.evaluateUntil),
  };
}

const stale = () => new AppError('VERSION_CONFLICT', '议题刚刚有变化，请刷新后再看');

/**
 * A step of the table that the organiser takes, with his reasons; everybody who took part is told.
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, VALIDATION_FAILED, WRONG_STATE with what is missing, VERSION_CONFLICT
 */
export async function moveTopic(
  deps: Deps,
  ballots: BallotPort,
  actor: Actor,
  id: string,
  { to, reason, plan, version }: TopicMove,
): Promise<TopicDoc> {
  const topic = await findOrganised(deps, actor, id);
  if (version !== undefined && version !== topic.version) throw stale();
  checkPhase(topic, [topic.phase], '');
  const row = topicTransition(topic.phase, to, 'organiser');
  if (!row) throw new AppError('WRONG_STATE', '现在不能这样进行，请看议题现在到了哪一步');
  const missing = await missingFor(deps, ballots, topic, row);
  if (missing.length > 0) throw new AppError('WRONG_STATE', missing.join('；'));
  const nowMs = deps.clock();
  let set: Partial<TopicDoc> = stepChanges(topic, row, nowMs);
  if (row.needs.includes('plan')) {
    if (!plan) throw invalidField('plan', '请定好后面各个阶段的日期');
    set = { ...set, dates: datesFrom(deps, topic, plan) };
  }
  if (row.from === 'discuss') await recountStatements(deps, topic);
  const said = { kind: 'phase' as const, to, title: row.told, by: staffOf(actor), text: reason };
  const written = await writeTopic(deps, topic, said, set);
  if (!written) throw stale();
  return written;
}

/**
 * Other dates for what has not happened yet.
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, VALIDATION_FAILED, WRONG_STATE, VERSION_CONFLICT
 */
export async function replanTopic(
  deps: Deps,
  actor: Actor,
  id: string,
  { plan, reason, version }: { plan: PhaseDates; reason: string; version: number },
): Promise<TopicDoc> {
  const topic = await findOrganised(deps, actor, id);
  if (version !== topic.version) throw stale();
  checkPhase(topic, ['discuss', 'decide', 'execute', 'evaluate'], '立项时再定日期');
  const dates = datesFrom(deps, topic, plan);
  const written = await writeTopic(
    deps,
    topic,
    { kind: 'plan', to: null, title: '日期有调整', by: staffOf(actor), text: reason },
    { dates, overdueSince: null },
  );
  if (!written) throw stale();
  return written;
}
