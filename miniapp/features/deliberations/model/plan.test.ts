import { planProblem } from '@shared/deliberations/rules';
import { CHOICES, datesFrom, fixedDates, USUAL } from './plan';

const NONE = {
  raiseUntil: null,
  answerBy: null,
  discussUntil: null,
  decideUntil: null,
  executeUntil: null,
  evaluateUntil: null,
};

test('phases end in the evening, one after the other', () => {
  expect(datesFrom(USUAL, Date.parse('2026-11-23T15:59:00Z'))).toEqual({
    discussUntil: '2026-12-08T12:00:00.000Z',
    decideUntil: '2026-12-15T12:00:00.000Z',
    executeUntil: '2027-02-13T12:00:00.000Z',
    evaluateUntil: '2027-02-27T12:00:00.000Z',
  });
});

test('every choice at every hour is one the server takes', () => {
  for (let hour = 0; hour < 24; hour += 1) {
    const now = Date.parse('2026-11-23T00:00:00Z') + hour * 3_600_000;
    for (const at of [0, 1, 2, 3]) {
      const dates = datesFrom(
        {
          discuss: CHOICES.discuss[at] ?? 0,
          decide: CHOICES.decide[at] ?? 0,
          execute: CHOICES.execute[at] ?? 0,
          evaluate: CHOICES.evaluate[at] ?? 0,
        },
        now,
      );
      const ms = {
        discussUntil: Date.parse(dates.discussUntil),
        decideUntil: Date.parse(dates.decideUntil),
        executeUntil: Date.parse(dates.executeUntil),
        evaluateUntil: Date.parse(dates.evaluateUntil),
      };
      expect(planProblem(ms, NONE, 'set', now)).toBeNull();
    }
  }
});

test('only what is fixed is shown', () => {
  expect(fixedDates({ ...NONE, answerBy: '2026-12-01T00:00:00Z' })).toEqual([
    { name: '最迟答复', at: '2026-12-01T00:00:00Z' },
  ]);
});
