import { type ActivityView, type SignUpView } from '@shared/activities/schemas';
import { bodyOf, changesOf, draftOf, endOf, wrongOf } from './draft';
import { roomText, signUpNote, signUpWords, spanText } from './words';

const NOW = Date.parse('2026-11-25T02:00:00Z');
const mine = (part: Partial<SignUpView>): SignUpView => ({
  id: 'a',
  state: 'confirmed',
  arrival: 1,
  ahead: null,
  offerUntil: null,
  attendance: { state: 'none', inAt: null, inBy: null, outAt: null, minutes: null, correction: null },
  at: '2026-11-24T02:00:00Z',
  ...part,
});

it('says when a shift is, with the weekday and the day of the end only where it is another', () => {
  expect(spanText('2026-11-26T01:00:00Z', '2026-11-26T03:00:00Z', NOW)).toBe('明天（周四）09:00–11:00');
  expect(spanText('2026-12-01T12:00:00Z', '2026-12-01T20:00:00Z', NOW)).toBe(
    '12月1日（周二）20:00–12月2日 04:00',
  );
});

it('says where a sign-up stands: that one came counts more than the seat', () => {
  expect(signUpWords(mine({})).text).toBe('已报上');
  const came = mine({}).attendance;
  expect(signUpWords(mine({ attendance: { ...came, state: 'absent' } })).text).toBe('没有到');
  expect(signUpNote(mine({ state: 'waiting', ahead: 3 }), NOW)).toContain('前面还有 3 人');
  expect(signUpNote(mine({ state: 'waiting', ahead: 100 }), NOW)).toContain('100 多人');
  expect(signUpNote(mine({ state: 'offered', offerUntil: '2026-11-25T04:00:00Z' }), NOW)).toContain(
    '今天 12:00',
  );
  expect(roomText({ capacity: 2, held: 3 })).toBe('2 个名额满了，可以候补');
});

it.each([
  ['2026-11-30 09:00', '11:00', '2026-11-30T03:00:00.000Z'],
  ['2026-11-30 09:00', '2026-12-01 01：30', '2026-11-30T17:30:00.000Z'],
  ['2026-11-30 09:00', '十一点', null],
  ['', '11:00', null],
])('from %j to %j ends at %j', (start, end, iso) => expect(endOf({ start, end })).toBe(iso));

it('names what is missing by field, and sends nothing that was not said', () => {
  expect(Object.keys(wrongOf(draftOf(undefined), true))).toEqual([
    'areaCode',
    'title',
    'text',
    'addressText',
    'shifts.0.start',
    'shifts.0.end',
  ]);
  const draft = {
    ...draftOf(undefined),
    area: { code: '110101', name: '区' },
    title: '打扫',
    text: '一起打扫',
    addressText: '南门',
    shifts: [{ start: '2026-11-30 09:00', end: '11:00', capacity: '8', skills: [] }],
  };
  expect(wrongOf(draft, true)).toEqual({});
  const body = bodyOf(draft);
  expect(body).toMatchObject({
    areaCode: '110101',
    shifts: [{ capacity: 8, end: '2026-11-30T03:00:00.000Z' }],
  });
  expect('repeat' in body || 'place' in body).toBe(false);
});

it('of a change names only the shifts that differ', () => {
  const shift = {
    start: '2026-11-30T01:00:00.000Z',
    end: '2026-11-30T03:00:00.000Z',
    capacity: 5,
    skills: [],
  };
  const activity = {
    title: '打扫',
    text: '一起打扫',
    bring: '',
    addressText: '南门',
    place: null,
    eligibility: { party: false, adults: false, locals: false },
    shifts: [
      { ...shift, id: 'a' },
      { ...shift, id: 'b' },
    ],
    version: 3,
  } as unknown as ActivityView;
  const draft = draftOf(activity);
  const [first, second] = draft.shifts as [(typeof draft.shifts)[0], (typeof draft.shifts)[0]];
  const changed = { ...draft, notice: '加名额', shifts: [first, { ...second, capacity: '9' }] };
  expect(changesOf(changed, activity)).toMatchObject({ version: 3, shifts: [{ id: 'b', capacity: 9 }] });
  expect('shifts' in changesOf({ ...draft, notice: '换地方' }, activity)).toBe(false);
  const more = { start: '2026-12-05 14:00', end: '16:00', capacity: '6', skills: [] };
  expect(
    changesOf({ ...draft, notice: '下午加一班', shifts: [first, second, more] }, activity),
  ).toMatchObject({
    addShifts: [{ start: '2026-12-05T06:00:00.000Z', capacity: 6 }],
  });
});
