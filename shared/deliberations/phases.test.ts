import {
  isPhase,
  organiserSteps,
  TOPIC_OUTCOMES,
  TOPIC_PHASES,
  TOPIC_TRANSITIONS,
  topicTransition,
} from './phases';
import { endOf, planProblem, secondsNeeded, type TopicDates } from './rules';

const DAY = 86_400_000;

test('the phases follow one another as DOMAIN.md says, and every one can end', () => {
  const forward = TOPIC_TRANSITIONS.filter(({ to }) => isPhase(to)).map(({ from, to }) => `${from}>${to}`);
  expect([...new Set(forward)]).toEqual([
    'raise>set',
    'set>discuss',
    'discuss>decide',
    'decide>execute',
    'execute>evaluate',
  ]);
  for (const phase of TOPIC_PHASES)
    expect([phase, TOPIC_TRANSITIONS.some(({ from, to }) => from === phase && !isPhase(to))]).toEqual([
      phase,
      true,
    ]);
  const ends = new Set(TOPIC_TRANSITIONS.map(({ to }) => to).filter((to) => !isPhase(to)));
  expect([...ends].sort()).toEqual([...TOPIC_OUTCOMES].sort());
});

test('an organiser always gives his reason and has a button; the clock never does', () => {
  for (const { who, needs, label, told } of TOPIC_TRANSITIONS) {
    expect([who, needs.includes('reason'), label !== '']).toEqual([
      who,
      who === 'organiser',
      who === 'organiser',
    ]);
    expect(told).not.toBe('');
  }
});

test('deciding opens with rules written down and ends by the clock alone', () => {
  const opens = TOPIC_TRANSITIONS.filter(({ to }) => to === 'decide');
  expect(opens.every(({ needs }) => needs.includes('ballot'))).toBe(true);
  expect(topicTransition('decide', 'execute', 'organiser')).toBeNull();
  expect(topicTransition('decide', 'rejected', 'organiser')).toBeNull();
  expect(topicTransition('raise', 'decide', 'organiser')).toBeNull();
  expect(organiserSteps('decide').map(({ to }) => to)).toEqual(['stopped']);
  expect(organiserSteps('evaluate')).toEqual([]);
});

test.each([
  ['microgrid', null, 2],
  ['grid', 300, 6],
  ['grid', 10_000, 15],
  ['community', null, 5],
  ['community', 2_000, 40],
  ['street', 100_000, 200],
  ['city', 1_000_000, 1000],
] as const)('a topic of a %s with %j households needs %i seconds', (level, households, needed) =>
  expect(secondsNeeded(level, households)).toBe(needed),
);

const NONE: TopicDates = {
  raiseUntil: null,
  answerBy: null,
  discussUntil: null,
  decideUntil: null,
  executeUntil: null,
  evaluateUntil: null,
};
const plan = (discuss: number, decide: number, execute: number, evaluate: number) => ({
  discussUntil: discuss * DAY,
  decideUntil: decide * DAY,
  executeUntil: execute * DAY,
  evaluateUntil: evaluate * DAY,
});

test.each([
  ['set', plan(1, 2, 3, 4), NONE, null],
  ['set', plan(0.5, 2, 3, 4), NONE, 'discussUntil'],
  ['set', plan(3, 3.5, 5, 6), NONE, 'decideUntil'],
  ['set', plan(3, 5, 4, 6), NONE, 'executeUntil'],
  ['set', plan(1, 2, 3, 800), NONE, 'evaluateUntil'],
  ['discuss', plan(0.1, 2, 3, 4), { ...NONE, ...plan(5, 6, 7, 8) }, null],
  ['discuss', plan(-0.1, 2, 3, 4), { ...NONE, ...plan(5, 6, 7, 8) }, 'discussUntil'],
  ['decide', plan(-1, 6, 8, 9), { ...NONE, ...plan(-1, 6, 7, 8) }, null],
  ['decide', plan(-1, 7, 8, 9), { ...NONE, ...plan(-1, 6, 7, 8) }, 'decideUntil'],
  ['decide', plan(-1, 6, 6.5, 9), { ...NONE, ...plan(-1, 6, 7, 8) }, 'executeUntil'],
  ['execute', plan(-3, -2, 5, 6), { ...NONE, ...plan(-3, -2, 1, 2) }, null],
  ['execute', plan(-3, -1, 5, 6), { ...NONE, ...plan(-3, -2, 1, 2) }, 'decideUntil'],
  ['evaluate', plan(-3, -2, -1, 6), { ...NONE, ...plan(-3, -2, -1, 2) }, null],
] as const)('in %s a plan %j over %j is wrong at %j', (phase, dates, before, path) =>
  expect(planProblem(dates, before, phase, 0)?.path ?? null).toBe(path),
);

test('every phase ends at a date of its own', () => {
  expect(new Set(TOPIC_PHASES.map(endOf)).size).toBe(TOPIC_PHASES.length);
});
