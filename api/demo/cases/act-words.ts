import { pick } from '../city/pick';
import type { CaseSpec } from './case-spec';
import { fillSlots } from './fill-slots';
import type { PlayedAction, Step } from './plan-life';
import { ratingOf } from './rate-words';
import * as words from './words';

type Result = 'solved' | 'partly' | 'explained';
type Body = Record<string, unknown>;

function replyOf(
  { again }: Step,
  spec: CaseSpec,
  text: string,
  draw: () => number,
): { result: Result; text: string } {
  if (again) return { result: 'solved', text: pick(words.AGAIN_REPLIES, draw()) };
  const share = draw();
  if (share < 0.07) return { result: 'partly', text: pick(words.PARTLY_REPLIES, draw()) };
  if (share < 0.12 && !spec.photo)
    return { result: 'explained', text: pick(words.EXPLAINED_REPLIES, draw()) };
  return {
    result: 'solved',
    text: fillSlots(nearest(spec.script.replies, text, draw), spec.gridCode, spec.setting, draw),
  };
}

const pairsOf = (text: string) =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)));

/** The sentence that shares most with what was reported, so that an answer speaks of the same thing. */
function nearest(choices: readonly string[], about: string, draw: () => number): string {
  const asked = pairsOf(about);
  const scored = choices.map((choice) => ({
    choice,
    score: [...pairsOf(choice)].filter((pair) => asked.has(pair)).length,
  }));
  const best = Math.max(...scored.map(({ score }) => score));
  return pick(
    scored.filter(({ score }) => score === best),
    draw(),
  ).choice;
}

/** What is said with a step, as the body of its request (photos apart). @param text what was reported @param draw numbers in [0, 1) */
export function bodyOf(
  action: PlayedAction,
  step: Step,
  spec: CaseSpec,
  text: string,
  draw: () => number,
): Body {
  const say = (choices: readonly string[]) =>
    fillSlots(pick(choices, draw()), spec.gridCode, spec.setting, draw);
  switch (action) {
    case 'accept':
    case 'takeUp':
      return {};
    case 'decline':
      return { ...spec.declined };
    case 'dispatch':
      return { to: { department: spec.department }, text: say(words.DISPATCH_WORDS) };
    case 'progress':
      if (!step.again && draw() < 0.06) return { text: say(words.INTERNAL_NOTES), visibility: 'internal' };
      return { text: say(step.again ? words.AGAIN_PROGRESS : [nearest(spec.script.progress, text, draw)]) };
    case 'reply':
      return { ...replyOf(step, spec, text, draw) };
    case 'verify':
      return { pass: step.pass === true, text: say(step.pass ? words.VERIFY_PASS : words.VERIFY_FAIL) };
    case 'rate':
      return {
        ...ratingOf(
          step.mood === 'fair' || step.mood === 'bad' ? step.mood : 'good',
          spec.script.code.slice(0, 2),
          step.sendBack === true,
          draw,
        ),
      };
    case 'withdraw': {
      const reason = say(words.WITHDRAW_REASONS);
      return reason ? { text: reason } : {};
    }
    case 'supplement':
      return { text: say(words.SUPPLEMENTS) };
  }
}
