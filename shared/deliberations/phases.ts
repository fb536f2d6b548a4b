/**
 * The life of a topic (DOMAIN.md "Deliberation") as one table: which phase may follow which, who may bring it about and
 * what must be there first. The API decides by it and the screens read their buttons from it.
 */
export const TOPIC_PHASES = ['raise', 'set', 'discuss', 'decide', 'execute', 'evaluate'] as const;
export type TopicPhase = (typeof TOPIC_PHASES)[number];

export const TOPIC_PHASE_NAMES: Record<TopicPhase, string> = {
  raise: '点事',
  set: '定事',
  discuss: '议事',
  decide: '决事',
  execute: '办事',
  evaluate: '评事',
};

/** How a topic ends; null while it goes on. `phase` keeps where it ended. */
export const TOPIC_OUTCOMES = ['lapsed', 'declined', 'rejected', 'stopped', 'done'] as const;
export type TopicOutcome = (typeof TOPIC_OUTCOMES)[number];

export const TOPIC_OUTCOME_NAMES: Record<TopicOutcome, string> = {
  lapsed: '附议不够',
  declined: '不予立项',
  rejected: '表决未通过',
  stopped: '已终止',
  done: '已完成',
};

export type TopicStep = TopicPhase | TopicOutcome;

/** `organiser`: staff of the topic's area; `clock`: the date of the phase has come. */
export type TopicMover = 'organiser' | 'clock';

/** What must be there before: dates and rules are fixed before the phase they are for opens. */
export type TopicNeed =
  | 'reason'
  | 'seconds' // enough verified residents have seconded
  | 'plan' // dates of all phases to come
  | 'ballot' // question, options, quorum and majority are written down
  | 'time' // enough of it is left for people to vote
  | 'passed' // the ballot is over and has passed
  | 'failed' // the ballot is over and has not passed
  | 'tasks' // at least one task
  | 'tasksDone'; // all tasks' cases are over

export interface TopicTransition {
  readonly from: TopicPhase;
  readonly to: TopicStep;
  readonly who: TopicMover;
  readonly needs: readonly TopicNeed[];
  /** Words on the organiser's button; empty for the clock. */
  readonly label: string;
  /** What everybody who took part is told. */
  readonly told: string;
}

const row = (
  from: TopicPhase,
  to: TopicStep,
  who: TopicMover,
  needs: readonly TopicNeed[],
  label: string,
  told: string,
): TopicTransition => ({ from, to, who, needs, label, told });

export const TOPIC_TRANSITIONS: readonly TopicTransition[] = [
  row('raise', 'set', 'clock', ['seconds'], '', '附议人数够了，等待答复是否立项'),
  row('raise', 'set', 'organiser', ['reason'], '直接进入定事', '已提前进入定事，等待答复是否立项'),
  row('raise', 'lapsed', 'clock', [], '', '到期时附议人数不够，议题已结束'),
  row('raise', 'declined', 'organiser', ['reason'], '不予立项', '议题没有立项'),
  row('set', 'discuss', 'organiser', ['reason', 'plan'], '同意立项', '议题已立项，开始议事'),
  row('set', 'declined', 'organiser', ['reason'], '不予立项', '议题没有立项'),
  row('discuss', 'decide', 'clock', ['ballot', 'time'], '', '议事到期，开始表决'),
  row('discuss', 'decide', 'organiser', ['reason', 'ballot', 'time'], '提前开始表决', '开始表决'),
  row('discuss', 'stopped', 'organiser', ['reason'], '终止议题', '议题已终止'),
  row('decide', 'execute', 'clock', ['passed'], '', '表决通过，开始办理'),
  row('decide', 'rejected', 'clock', ['failed'], '', '表决没有通过，议题已结束'),
  row('decide', 'stopped', 'organiser', ['reason'], '终止议题', '议题已终止'),
  row('execute', 'evaluate', 'clock', ['tasks', 'tasksDone'], '', '都办完了，请您评价'),
  row('execute', 'evaluate', 'organiser', ['reason', 'tasks'], '请大家评价', '请您评价办得怎么样'),
  row('execute', 'stopped', 'organiser', ['reason'], '终止议题', '议题已终止'),
  row('evaluate', 'done', 'clock', [], '', '评价结束，议题已完成'),
];

export const isPhase = (step: TopicStep): step is TopicPhase =>
  (TOPIC_PHASES as readonly string[]).includes(step);

/** The row by which this mover may lead a topic from one step to another; null where there is none. */
export function topicTransition(from: TopicPhase, to: TopicStep, who: TopicMover): TopicTransition | null {
  return (
    TOPIC_TRANSITIONS.find((entry) => entry.from === from && entry.to === to && entry.who === who) ?? null
  );
}

/** What an organiser may do from here, in the order of the table. */
export const organiserSteps = (from: TopicPhase): readonly TopicTransition[] =>
  TOPIC_TRANSITIONS.filter((entry) => entry.from === from && entry.who === 'organiser');
