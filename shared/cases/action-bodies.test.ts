import { ACTION_BODIES, REPLY_RESULTS } from './action-bodies';
import { DECLINE_REASON_NAMES, DECLINE_REASONS, RETURN_REASON_NAMES, RETURN_REASONS } from './reasons';
import { WIRED_ACTIONS, type WiredAction } from './workflow';

const id = (digit: string) => digit.repeat(24);
const VALID: Record<WiredAction, Record<string, unknown>> = {
  accept: {},
  decline: { reason: 'not_government', text: '这是业主之间的租赁纠纷' },
  dispatch: { to: { department: 'urban-management' } },
  split: {
    parts: [
      { to: { department: 'urban-management' }, text: '修路灯' },
      { to: { department: 'police' }, text: '维持秩序' },
    ],
    text: '两家一起办',
  },
  takeUp: {},
  return: { reason: 'not_ours', text: '这段路由公路部门管' },
  progress: { text: '已到现场' },
  reply: { text: '已修好', result: 'solved' },
  verify: { pass: true, text: '属实' },
  rate: { resolved: 'yes', response: 5, attitude: 5, result: 5 },
  answerRating: { text: '谢谢，东边那盏明天换' },
  appealRating: { reason: 'wrong_handler', text: '这是邻区办的' },
  decideAppeal: { uphold: true, text: '查实' },
  withdraw: {},
  supplement: { text: '又坏了' },
  escalate: { text: '需要街道协调' },
  hold: { until: '2026-12-01T00:00:00Z', text: '等配件' },
  resume: {},
  extend: { until: '2026-12-01T00:00:00Z', text: '施工要两周' },
  grant: { request: '4', approve: true },
  reopen: { text: '又坏了' },
  merge: { into: 'LX20261122-000001' },
  unmerge: { text: '不是同一件' },
  signOff: { text: '我这边修好了' },
  follow: {},
  unfollow: {},
  urge: {},
  supervise: { text: '请今天办完', deadline: '2026-12-01T00:00:00Z' },
  lift: {},
  recategorise: { categoryCode: 'GY-0101', text: '其实是井盖' },
  relocate: { place: { lng: 120.1, lat: 30.2 }, text: '在路对面' },
  claim: {},
  fulfil: { text: '轮椅送到了', uploadIds: [id('a')] },
  handBack: { text: '我要出差' },
  thank: { text: '谢谢您' },
  reassign: { to: { department: 'urban-management' }, text: '换人办理' },
};

describe.each(WIRED_ACTIONS)('%s', (action) => {
  const schema = ACTION_BODIES[action];
  const valid = VALID[action];

  test('takes what it must carry, with a version', () => {
    expect(schema.safeParse(valid).success).toBe(true);
    expect(schema.safeParse({ ...valid, version: 3 }).success).toBe(true);
  });

  test('needs each of its fields', () => {
    for (const field of Object.keys(valid))
      expect(schema.safeParse({ ...valid, [field]: undefined }).success).toBe(false);
  });

  test.each([
    { status: 'closed' },
    { role: 'admin' },
    { gridCode: '110101001001001' },
    { assignee: 'x' },
    { $set: { status: 'closed' } },
    JSON.parse('{"__proto__": {"admin": true}}') as Record<string, unknown>,
  ])('refuses the extra %j', (extra) => {
    expect(schema.safeParse({ ...valid, ...extra }).success).toBe(false);
  });

  test.each([[null], [[]], ['{}'], [1], [undefined]])('%j is no body', (body) => {
    expect(schema.safeParse(body).success).toBe(false);
  });

  test.each([[0], [-1], [1.5], ['1'], [{ $gt: 0 }]])('version %j is refused', (version) => {
    expect(schema.safeParse({ ...valid, version }).success).toBe(false);
  });
});

describe('to whom a case is dispatched', () => {
  const body = (change: Record<string, unknown>) =>
    ACTION_BODIES.dispatch.safeParse({ ...VALID.dispatch, ...change });

  test('is one person or one department', () => {
    expect(body({ to: { personId: id('1') } }).success).toBe(true);
    for (const to of [{}, null, id('1'), { personId: 'x' }, { personId: { $ne: 1 } }, { department: '' }])
      expect(body({ to }).error?.issues[0]?.path[0]).toBe('to');
    expect(body({ to: undefined }).error?.issues[0]?.message).toBe('请选择派给谁');
    expect(body({ to: { personId: id('1'), department: 'police' } }).success).toBe(false);
  });

  test('at most five help, each once', () => {
    const people = [...'12345'].map((digit) => ({ personId: id(digit) }));
    expect(body({ coHandlers: people }).success).toBe(true);
    expect(body({ coHandlers: [...people, { department: 'police' }] }).error?.issues[0]?.message).toBe(
      '协办最多 5 个',
    );
    expect(body({ coHandlers: [people[0], people[0]] }).error?.issues[0]?.message).toBe('协办重复了');
  });

  test('by an instant, in UTC', () => {
    expect(body({ deadline: '2026-12-01T00:00:00Z' }).success).toBe(true);
    for (const deadline of ['明天', '2026-12-01', 1]) expect(body({ deadline }).success).toBe(false);
  });
});

test('reasons are known ones and have names', () => {
  for (const reason of DECLINE_REASONS) {
    expect(ACTION_BODIES.decline.safeParse({ ...VALID.decline, reason }).success).toBe(true);
    expect(DECLINE_REASON_NAMES[reason]).toMatch(/^\p{Script=Han}/u);
  }
  for (const reason of RETURN_REASONS) {
    expect(ACTION_BODIES.return.safeParse({ ...VALID.return, reason }).success).toBe(true);
    expect(RETURN_REASON_NAMES[reason]).toMatch(/^\p{Script=Han}/u);
  }
  for (const action of ['decline', 'return'] as const)
    expect(ACTION_BODIES[action].safeParse({ ...VALID[action], reason: 'toString' }).success).toBe(false);
});

describe.each(['decline', 'return', 'progress', 'reply', 'verify', 'supplement'] as const)(
  'words of %s',
  (action) => {
    const schema = ACTION_BODIES[action];
    const body = (change: Record<string, unknown>) => schema.safeParse({ ...VALID[action], ...change });

    test('are trimmed and 1 to 2000 long', () => {
      expect(body({ text: ' 好 ' }).data).toMatchObject({ text: '好' });
      expect(body({ text: '长'.repeat(2000) }).success).toBe(true);
      for (const text of [' ', '', '长'.repeat(2001), 'a\0b', { $gt: '' }])
        expect(body({ text }).success).toBe(false);
    });
  },
);

describe.each(['progress', 'reply', 'verify', 'supplement'] as const)('photos of %s', (action) => {
  const schema = ACTION_BODIES[action];
  const body = (change: Record<string, unknown>) => schema.safeParse({ ...VALID[action], ...change });

  test('photos, films and voice are nine at most, each once', () => {
    const ids = [...'123456789'].map(id);
    expect(body({ uploadIds: ids }).success).toBe(true);
    expect(body({ uploadIds: [] }).success).toBe(true);
    expect(body({ uploadIds: [...ids, id('a')] }).error?.issues[0]?.message).toBe(
      '照片、视频和录音一共最多 9 个',
    );
    expect(body({ uploadIds: [id('1'), id('1')] }).error?.issues[0]?.message).toBe('同一个文件重复了');
    for (const uploadIds of [['1'], [null], id('1'), { $in: [] }])
      expect(body({ uploadIds }).success).toBe(false);
  });
});

test('progress is public unless said otherwise', () => {
  expect(ACTION_BODIES.progress.parse(VALID.progress)).toMatchObject({ visibility: 'public' });
  expect(ACTION_BODIES.progress.safeParse({ text: '好', visibility: 'secret' }).success).toBe(false);
});

test('a reply has one of four results', () => {
  for (const result of REPLY_RESULTS)
    expect(ACTION_BODIES.reply.safeParse({ text: '好', result }).success).toBe(true);
  expect(ACTION_BODIES.reply.safeParse({ text: '好', result: 'closed' }).error?.issues[0]?.message).toBe(
    '请选择处理结果',
  );
});

test('a supplement is words or photos', () => {
  expect(ACTION_BODIES.supplement.safeParse({ uploadIds: [id('1')] }).success).toBe(true);
  for (const body of [{}, { text: ' ' }, { uploadIds: [] }])
    expect(ACTION_BODIES.supplement.safeParse(body).error?.issues[0]).toMatchObject({
      path: ['text'],
      message: '请补充文字或照片',
    });
});

test('withdrawing needs no words', () => {
  expect(ACTION_BODIES.withdraw.parse({ text: '  ' })).toEqual({ text: '' });
  expect(ACTION_BODIES.withdraw.safeParse({ text: '长'.repeat(2001) }).success).toBe(false);
});
