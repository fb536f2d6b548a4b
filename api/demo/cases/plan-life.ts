import type { CaseDoc } from '@api/features/cases';
import type { EventAction } from '@shared/cases/workflow';
import { DAY_MS } from '@shared/time/shanghai';
import { addWorkingHours, type WorkCalendar } from '@shared/time/working-hours';
import type { CaseSpec, Mood } from './case-spec';

/** One step of a life, before words and people are put to it. */
/** What the demo's people do. */
export type PlayedAction = Extract<
  EventAction,
  | 'accept'
  | 'decline'
  | 'dispatch'
  | 'takeUp'
  | 'progress'
  | 'reply'
  | 'verify'
  | 'rate'
  | 'withdraw'
  | 'supplement'
>;

export interface Step {
  action: PlayedAction | 'autoClose';
  atMs: number;
  by: 'worker' | 'handler' | 'checker' | 'reporter' | 'system';
  /** Second time round, after a failed check or a dissatisfied reporter. */
  again: boolean;
  pass?: boolean;
  mood?: Mood;
  sendBack?: boolean;
}

const MINUTE = 60_000;
/** Forgotten ones stay open and overdue; older ones somebody has found by now. */
const FORGOTTEN_MS = 12 * DAY_MS;
const RATE_WITHIN_MS = 7 * DAY_MS;

interface LifeInput {
  spec: CaseSpec;
  doc: CaseDoc;
  calendar: WorkCalendar;
  draw: () => number;
  nowMs: number;
}

function moodOf(share: number): Mood {
  if (share < 0.36) return 'silent';
  if (share < 0.86) return 'good';
  return share < 0.95 ? 'fair' : 'bad';
}

/**
 * The whole life a new case would have if time went on: when it is accepted, worked on, answered, checked and rated.
 * Most keep their promises, some are late, some are stuck, a few are taken back.
 */
export function planLife({ spec, doc, calendar, draw, nowMs }: LifeInput): Step[] {
  const steps: Step[] = [];
  let now = doc.createdAt.getTime();
  const age = nowMs - now;
  const natural = doc.category.respond.clock === 'natural';
  const wait = (hours: number) => {
    now = natural ? now + hours * 3600_000 : addWorkingHours(now, hours, calendar);
    now += Math.floor(draw() * 7) * 1000;
  };
  const step = (action: Step['action'], by: Step['by'], extra: Partial<Step> = {}) =>
    steps.push({ action, by, atMs: now, again: false, ...extra });

  const withdrawn = spec.stopAt === 'withdrawn' || (spec.stopAt === undefined && draw() < 0.035);
  if (withdrawn && draw() < 0.6) {
    now += (10 + draw() * 180) * MINUTE;
    step('withdraw', 'reporter');
    return steps;
  }
  const late = draw();
  wait(doc.category.respond.hours * (late < 0.06 ? 1.1 + draw() : 0.1 + draw() * 0.7));
  step('accept', 'worker');
  if (withdrawn) {
    now += (20 + draw() * 90) * MINUTE;
    step('withdraw', 'reporter');
    return steps;
  }
  if (spec.stopAt === 'declined') {
    now += (10 + draw() * 20) * MINUTE;
    step('decline', 'worker');
    return steps;
  }
  if (spec.department !== undefined) {
    now += (15 + draw() * 45) * MINUTE;
    step('dispatch', 'worker');
    wait(0.5 + draw());
    step('takeUp', 'handler');
    return steps;
  }
  // Above the grid a case waits for its dispatcher to hand it on.
  if (doc.level !== 'grid' || doc.assignee.type !== 'person') return steps;
  if (draw() < 0.08) {
    now += (5 + draw() * 40) * MINUTE;
    step('supplement', 'reporter');
  }
  const promised = doc.category.resolve.hours;
  wait(Math.min(promised * 0.1, 0.2 + draw()));
  step('takeUp', 'worker');
  if (draw() < 0.06 && spec.stopAt === undefined && age < FORGOTTEN_MS) return steps;
  work(false);
  const reworked = check();
  if (!reworked) rate(spec.mood ?? moodOf(draw()), spec.sendBack ?? draw() < 0.5);
  return steps;

  function work(again: boolean): void {
    const share = draw() < 0.08 ? 1.2 + draw() : 0.15 + draw() * 0.6;
    const notes = draw() < 0.55 ? 1 : draw() < 0.3 ? 2 : 0;
    for (let i = 0; i < notes; i += 1) {
      wait((promised * share) / (notes + 1));
      step('progress', 'worker', { again });
    }
    wait((promised * share) / (notes + 1));
    step('reply', 'worker', { again });
  }

  /** @returns whether the answer came back once and the life ends with that story */
  function check(): boolean {
    wait(0.4 + draw() * 5);
    if (draw() >= 0.06 || spec.stopAt !== undefined) {
      step('verify', 'checker', { pass: true });
      return false;
    }
    step('verify', 'checker', { pass: false });
    work(true);
    wait(0.4 + draw() * 5);
    step('verify', 'checker', { pass: true, again: true });
    rate(moodOf(draw()), false);
    return true;
  }

  function rate(mood: Mood, sendsBack: boolean): void {
    const checked = now;
    if (mood === 'silent') {
      now = checked + RATE_WITHIN_MS + Math.floor(draw() * 50) * 1000;
      step('autoClose', 'system');
      return;
    }
    now = checked + (0.3 + draw() * 70) * 3600_000;
    if (mood === 'good' || !sendsBack) {
      step('rate', 'reporter', { mood });
      return;
    }
    step('rate', 'reporter', { mood, sendBack: true });
    work(true);
    wait(0.4 + draw() * 4);
    step('verify', 'checker', { pass: true, again: true });
    rate(mood === 'bad' ? 'fair' : 'good', false);
  }
}
