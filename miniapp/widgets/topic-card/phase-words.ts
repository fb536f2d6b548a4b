import { TOPIC_OUTCOME_NAMES, TOPIC_PHASE_NAMES, TOPIC_PHASES } from '@shared/deliberations/phases';
import { type TopicItem } from '@shared/deliberations/schemas';
import { friendlyTime } from '@shared/time/shanghai';
import { type StatusTone } from '@miniapp/ui';

type Standing = Pick<
  TopicItem,
  'phase' | 'outcome' | 'until' | 'overdue' | 'seconds' | 'secondsNeeded' | 'participants'
>;

/** One word for where a topic is, with its colour. */
export function phaseTag({ phase, outcome, overdue }: Standing): { word: string; tone: StatusTone } {
  if (outcome === 'done') return { word: TOPIC_OUTCOME_NAMES.done, tone: 'done' };
  if (outcome) return { word: TOPIC_OUTCOME_NAMES[outcome], tone: 'declined' };
  if (overdue) return { word: `${TOPIC_PHASE_NAMES[phase]} · 超期`, tone: 'overdue' };
  return {
    word: TOPIC_PHASE_NAMES[phase],
    tone: phase === 'raise' || phase === 'set' ? 'waiting' : 'working',
  };
}

const WAITS = {
  raise: '附议截止',
  set: '最迟答复',
  discuss: '议事截止',
  decide: '表决截止',
  execute: '计划办完',
  evaluate: '评价截止',
} as const;

/** What is going on, in a line a resident understands. */
export function phaseLine(topic: Standing, nowMs: number): string {
  const { phase, outcome, until, seconds, secondsNeeded, participants } = topic;
  const people = `${participants} 人参与`;
  if (outcome) return people;
  const when = until ? `${WAITS[phase]} ${friendlyTime(Date.parse(until), nowMs)}` : null;
  const counted = phase === 'raise' ? `${seconds}/${secondsNeeded} 人附议` : people;
  return [counted, ...(when ? [when] : [])].join(' · ');
}

export const phaseIndex = ({ phase, outcome }: Pick<TopicItem, 'phase' | 'outcome'>): number =>
  outcome === 'done' ? TOPIC_PHASES.length : TOPIC_PHASES.indexOf(phase);
