import { ACTION_BODIES } from '@shared/cases/action-bodies';
import { buildView } from '../test/build-case';
import {
  EMPTY_DRAFT,
  bodyOf,
  checkDraft,
  isStaffAction,
  isTouched,
  needsAfterPhoto,
  readDraft,
} from './action-draft';

const id = 'a'.repeat(24);

describe('bodyOf', () => {
  it('sends for each action only what it knows', () => {
    const draft = {
      ...EMPTY_DRAFT,
      text: '已清运',
      result: 'solved' as const,
      pass: true,
      categoryCode: 'SR0201',
    };
    expect(bodyOf('accept', draft, [id], 3)).toEqual({ categoryCode: 'SR0201', version: 3 });
    expect(bodyOf('takeUp', draft, [id], 3)).toEqual({ version: 3 });
    expect(bodyOf('progress', draft, [], 3)).toEqual({ text: '已清运', visibility: 'public', version: 3 });
    expect(bodyOf('reply', draft, [id], 3)).toEqual({
      text: '已清运',
      result: 'solved',
      uploadIds: [id],
      version: 3,
    });
    expect(bodyOf('verify', draft, [id], 3)).toEqual({
      text: '已清运',
      pass: true,
      uploadIds: [id],
      version: 3,
    });
  });
});

describe('handing on, back, or not taking on', () => {
  const person = { target: { personId: id }, name: '王芳' };
  const police = { target: { department: 'police' }, name: '公安局' };

  it('sends whom it is given to, without names or what was left empty', () => {
    expect(bodyOf('dispatch', { ...EMPTY_DRAFT, to: police, text: ' ' }, [], 3)).toEqual({
      to: police.target,
      version: 3,
    });
    const deadline = '2026-11-25T09:30:00.000Z';
    const whole = { ...EMPTY_DRAFT, to: police, coHandlers: [person], deadline, text: '请尽快' };
    expect(bodyOf('dispatch', whole, [id], 3)).toEqual({
      to: police.target,
      coHandlers: [person.target],
      deadline,
      text: '请尽快',
      version: 3,
    });
    expect(checkDraft('dispatch', whole, buildView(), 0)).toEqual({});
  });

  it('sends the reason; an empty responsible body is none', () => {
    const draft = { ...EMPTY_DRAFT, text: '请走调解', reason: 'other_channel', responsibleBody: ' ' };
    expect(bodyOf('decline', draft, [], 3)).toEqual({
      reason: 'other_channel',
      text: '请走调解',
      version: 3,
    });
    expect(bodyOf('return', { ...draft, reason: 'not_ours' }, [], 3)).toEqual({
      reason: 'not_ours',
      text: '请走调解',
      version: 3,
    });
  });

  it('asks for target, reason and words, each at its field', () => {
    expect(checkDraft('dispatch', EMPTY_DRAFT, buildView(), 0)).toEqual({ to: '请选择派给谁' });
    expect(checkDraft('decline', EMPTY_DRAFT, buildView(), 0)).toEqual({
      reason: '请选择不予受理的原因',
      text: '请填写内容',
    });
    expect(checkDraft('return', EMPTY_DRAFT, buildView(), 0)).toMatchObject({ reason: '请选择退回的原因' });
  });

  it('keeps the choice with the words, and drops a spoilt one', () => {
    const kept = { text: '请', visibility: 'public', to: person, coHandlers: [police] };
    expect(readDraft(kept)).toEqual(kept);
    expect(readDraft({ ...kept, to: { target: { personId: 7 }, name: '王' }, coHandlers: [null] })).toEqual({
      text: '请',
      visibility: 'public',
    });
  });
});

it.each([
  ['grant', { request: '4', pass: false, text: ' ' }, { request: '4', approve: false }],
  ['answerRating', { text: '谢谢' }, { text: '谢谢' }],
  [
    'appealRating',
    { rating: 9, reason: 'abusive', text: '骂人' },
    { rating: 9, reason: 'abusive', text: '骂人' },
  ],
  ['decideAppeal', { pass: true, text: '查实' }, { uphold: true, text: '查实' }],
  ['signOff', { text: '好了' }, { text: '好了', uploadIds: [id] }],
  ['resume', { text: '写了一半' }, {}],
  ['escalate', { text: '难' }, { text: '难' }],
  [
    'hold',
    { until: '2026-12-01T09:30:00.000Z', text: '等' },
    { until: '2026-12-01T09:30:00.000Z', text: '等' },
  ],
  [
    'extend',
    { until: '2026-12-01T09:30:00.000Z', text: '等' },
    { until: '2026-12-01T09:30:00.000Z', text: '等' },
  ],
  ['recategorise', { categoryCode: 'GY-0101', text: '错' }, { categoryCode: 'GY-0101', text: '错' }],
  ['relocate', { place: { lng: 120, lat: 30 }, text: '错' }, { place: { lng: 120, lat: 30 }, text: '错' }],
  ['merge', { into: ' lx20261122-000001 ', text: '' }, { into: 'LX20261122-000001' }],
  [
    'supervise',
    { deadline: '2026-12-01T09:30:00.000Z', text: '快' },
    { deadline: '2026-12-01T09:30:00.000Z', text: '快' },
  ],
  ['lift', { text: '' }, {}],
] as const)('%s sends what its form asks, and the API takes it', (action, filled, body) => {
  const sent = bodyOf(action, { ...EMPTY_DRAFT, ...filled }, [id], 3);
  expect(sent).toEqual({ ...body, version: 3 });
  expect(ACTION_BODIES[action].safeParse(sent).success).toBe(true);
});

describe('checkDraft', () => {
  const plain = buildView();
  const proof = buildView({ requiresAfterPhoto: true });

  it('asks for the result and the words of a reply, each at its field', () => {
    expect(checkDraft('reply', EMPTY_DRAFT, plain, 0)).toEqual({
      result: '请选择处理结果',
      text: '请填写内容',
    });
    expect(checkDraft('reply', { ...EMPTY_DRAFT, text: '已清运', result: 'solved' }, plain, 0)).toEqual({});
  });

  it('asks for a finding before a verification is sent', () => {
    expect(checkDraft('verify', { ...EMPTY_DRAFT, text: '看过了' }, plain, 0)).toEqual({
      pass: '请选择核实是否通过',
    });
  });

  it('wants an after-photo where the category says so and work was done', () => {
    const solved = { ...EMPTY_DRAFT, text: '已清运', result: 'solved' as const };
    expect(checkDraft('reply', solved, proof, 0)).toEqual({ uploadIds: '这类事项答复时要附处理后的照片' });
    expect(checkDraft('reply', solved, proof, 1)).toEqual({});
    expect(needsAfterPhoto(proof, { ...solved, result: 'explained' })).toBe(false);
    expect(needsAfterPhoto(plain, solved)).toBe(false);
  });

  it('refuses 2,001 characters and lets 2,000 pass', () => {
    expect(checkDraft('progress', { ...EMPTY_DRAFT, text: '字'.repeat(2001) }, plain, 0)).toEqual({
      text: '内容最多 2000 个字',
    });
    expect(checkDraft('progress', { ...EMPTY_DRAFT, text: '字'.repeat(2000) }, plain, 0)).toEqual({});
  });
});

describe('readDraft', () => {
  it('takes what was kept', () => {
    const kept = {
      text: '写了一半',
      visibility: 'internal',
      result: 'partly',
      pass: false,
      categoryCode: 'SR0201',
    };
    expect(readDraft(kept)).toEqual(kept);
  });

  it.each([undefined, null, 'x', 7, [], { text: 7, result: 'nonsense', pass: 'yes', visibility: 'all' }])(
    'treats %p as nothing kept',
    (stored) => expect(readDraft(stored)).toEqual(EMPTY_DRAFT),
  );
});

it('knows staff actions from the reporter’s', () => {
  expect(isStaffAction('verify')).toBe(true);
  expect(isStaffAction('rate')).toBe(false);
});

it('is touched by words or choices, not by spaces', () => {
  expect(isTouched({ ...EMPTY_DRAFT, text: '  ' })).toBe(false);
  expect(isTouched({ ...EMPTY_DRAFT, pass: false })).toBe(true);
});
