import fc from 'fast-check';
import { createWorkCalendar } from '../calendar';
import { nextAlert, withoutPastAlerts } from './alerts';
import type { CaseDoc } from './case.model';

const calendar = createWorkCalendar([]);
const at = (text: string) => new Date(`${text}+08:00`);
type Timed = Parameters<typeof nextAlert>[0];

const hours = (count: number, clock: 'natural' | 'working') => ({ hours: count, clock });
/** Submitted on a Monday at 8:30, to be answered within ten working hours: Tuesday 11:00. */
const timed = (change: Partial<CaseDoc> = {}): Timed =>
  ({
    status: 'handling',
    level: 'grid',
    category: { respond: hours(4, 'working'), resolve: hours(10, 'working') },
    createdAt: at('2026-11-23T08:30'),
    dueAt: at('2026-11-24T11:00'),
    hold: false,
    ...change,
  }) as Timed;
const due = at('2026-11-24T11:00');

test.each<[string, Partial<CaseDoc>, string | null, string | null]>([
  ['80 % of ten working hours is eight: half an hour into Tuesday', {}, 'warn', '2026-11-24T09:00'],
  ['then the deadline itself', { warnedFor: due }, 'overdue', '2026-11-24T11:00'],
  ['then half again: five hours more', { overdueFor: due }, 'raise', '2026-11-24T17:30'],
  ['nothing after that', { overdueFor: due, raisedFor: due }, null, null],
  ['nothing above the district', { overdueFor: due, level: 'district' }, null, null],
  [
    'a warning for an earlier deadline is none for this',
    { warnedFor: at('2026-11-23T11:00') },
    'warn',
    '2026-11-24T09:00',
  ],
  [
    'natural hours run through the night',
    {
      category: { respond: hours(1, 'natural'), resolve: hours(10, 'natural') } as CaseDoc['category'],
      createdAt: at('2026-11-23T20:00'),
      dueAt: at('2026-11-24T06:00'),
    },
    'warn',
    '2026-11-24T04:00',
  ],
  [
    'on hold only its end',
    { hold: true, holding: { since: due, until: at('2026-12-01T09:00'), text: '等' } },
    'resume',
    '2026-12-01T09:00',
  ],
  ['an answer waits for its checker', { status: 'replied' }, null, null],
  ['closed', { status: 'closed' }, null, null],
])('%s', (_name, change, step, when) => {
  expect(nextAlert(timed(change), calendar)).toEqual(step && { step, at: at(when ?? '') });
});

test('every deadline has its three steps in order, whatever it is', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 400 * 24 * 60 }),
      fc.integer({ min: 1, max: 90 * 24 * 60 }),
      fc.constantFrom('natural' as const, 'working' as const),
      (startMinute, length, clock) => {
        const createdAt = new Date(at('2026-01-01T00:00').getTime() + startMinute * 60_000);
        const dueAt = new Date(createdAt.getTime() + length * 60_000);
        const category = { respond: hours(1, clock), resolve: hours(1, clock) } as CaseDoc['category'];
        let doc = timed({ createdAt, dueAt, category });
        const steps: string[] = [];
        let last = createdAt.getTime();
        for (let alert = nextAlert(doc, calendar); alert; alert = nextAlert(doc, calendar)) {
          expect(alert.at.getTime()).toBeGreaterThanOrEqual(last);
          last = alert.at.getTime();
          steps.push(alert.step);
          if (alert.step === 'warn') {
            expect(alert.at < dueAt).toBe(true);
            doc = { ...doc, warnedFor: dueAt };
          } else if (alert.step === 'overdue') doc = { ...doc, overdueFor: dueAt };
          else doc = { ...doc, raisedFor: dueAt };
        }
        // A promise made and due within one night is over before anybody worked.
        expect(steps.filter((step) => step !== 'warn')).toEqual(['overdue', 'raise']);
      },
    ),
    { numRuns: 300 },
  );
});

test('what lies in the past is crossed out, what is to come stays', () => {
  const settled = (now: string) => withoutPastAlerts(timed() as CaseDoc, at(now).getTime(), calendar);
  expect(settled('2026-11-23T10:00').alert?.step).toBe('warn');
  expect(settled('2026-11-24T10:00').alert?.step).toBe('overdue');
  expect(settled('2026-11-24T12:00').alert?.step).toBe('raise');
  expect(settled('2026-12-24T12:00').alert).toBeNull();
});
