import { idSchema, phoneSchema, timeSchema, versionSchema, wordsSchema } from './primitives';

const words = wordsSchema(2, 10, '内容');

test.each([
  ['  路灯坏了  ', '路灯坏了'],
  ['\n\t井盖\n破损 \n', '井盖\n破损'],
  ['一\r\n二\r三', '一\n二\n三'],
  ['\u3000全角空格\u3000', '全角空格'],
  ['制\t表', '制\t表'],
  ['好👍🏻', '好👍🏻'],
  ['𠮷野家', '𠮷野家'],
])('%j is kept as %j', (text, kept) => {
  expect(words.parse(text)).toBe(kept);
});

test.each([
  ['nothing', '', '内容至少 2 个字'],
  ['blanks only', ' \u3000\n ', '内容至少 2 个字'],
  ['too little', '一', '内容至少 2 个字'],
  ['too much', '一二三四五六七八九十多', '内容最多 10 个字'],
  ['far too much', ' '.repeat(2000), '内容最多 10 个字'],
  ['NUL', '路灯\0坏了', '内容里有无法识别的字符'],
  ['escape', '路灯\u001b[31m', '内容里有无法识别的字符'],
  ['delete', '路灯\u007f坏', '内容里有无法识别的字符'],
  ['vertical tab', '路灯\u000b坏', '内容里有无法识别的字符'],
  ['half a pair at the end', '路灯\ud83d', '内容里有无法识别的字符'],
  ['half a pair before a letter', '\ud83d路灯', '内容里有无法识别的字符'],
  ['a second half alone', '路\udc4d灯', '内容里有无法识别的字符'],
  ['halves in the wrong order', '路\udc4d\ud83d灯', '内容里有无法识别的字符'],
  ['two first halves', '路\ud83d\ud83d\udc4d', '内容里有无法识别的字符'],
])('%s is refused', (_what, text, message) => {
  expect(words.safeParse(text).error?.issues.map((issue) => issue.message)).toContain(message);
});

test.each([[{ $gt: '' }], [['路灯']], [12], [null], [true]])('%j is no text', (value) => {
  expect(words.safeParse(value).success).toBe(false);
});

test('words that may be left out may be blank', () => {
  expect(wordsSchema(0, 10, '评价').parse('   ')).toBe('');
  expect(wordsSchema(1, 10, '评价').safeParse(' ').error?.issues[0]?.message).toBe('请填写评价');
});

test.each([
  [idSchema, 'a'.repeat(24), true],
  [idSchema, 'A'.repeat(24), false],
  [idSchema, 'a'.repeat(23), false],
  [idSchema, `${'a'.repeat(24)}\n`, false],
  [idSchema, { $ne: null }, false],
  [versionSchema, 1, true],
  [versionSchema, 0, false],
  [versionSchema, 1.5, false],
  [versionSchema, 2 ** 31, false],
  [versionSchema, '1', false],
  [timeSchema, '2026-11-22T02:00:00Z', true],
  [timeSchema, '2026-11-22T02:00:00.123Z', true],
  [timeSchema, '2026-11-22T10:00:00+08:00', false],
  [timeSchema, '2026-11-22', false],
  [timeSchema, '2026-02-30T02:00:00Z', false],
  [phoneSchema, '13812345678', true],
  [phoneSchema, '12812345678', false],
  [phoneSchema, '+8613812345678', false],
  [phoneSchema, '138123456789', false],
] as const)('case %#: accepted or not as written', (schema, value, accepted) => {
  expect(schema.safeParse(value).success).toBe(accepted);
});
