import fc from 'fast-check';
import { BLANK, fillTemplate, hasBlank, PLACEHOLDERS, unknownPlaceholders } from './fill';

const known = {
  编号: 'LX20261122-000123',
  地点: '幸福里三号楼',
  类别: '路灯不亮',
  承诺时间: '明天 10:00',
  我的姓名: '陈晓梅',
};

test.each([
  ['没有空要填', '没有空要填'],
  ['「{类别}」已修好', '「路灯不亮」已修好'],
  ['{编号}：{地点}，{承诺时间}前，{我的姓名}', 'LX20261122-000123：幸福里三号楼，明天 10:00前，陈晓梅'],
  ['{类别}{类别}', '路灯不亮路灯不亮'],
  ['{电话}和{类别}', '{电话}和路灯不亮'],
  ['{{类别}}', '{路灯不亮}'],
  ['{ 类别 }', '{ 类别 }'],
  ['{}', '{}'],
  ['', ''],
])('%s', (template, filled) => expect(fillTemplate(template, known)).toBe(filled));

test.each([[undefined], [null], [''], ['  ']])(
  'what is not known (%j) becomes a gap that is asked about',
  (value) => {
    const filled = fillTemplate('在{地点}看过', { 地点: value });
    expect(filled).toBe(`在${BLANK}看过`);
    expect(hasBlank(filled)).toBe(true);
  },
);

test('a value that looks like a placeholder or a pattern is not filled again', () => {
  expect(fillTemplate('{地点}', { 地点: '{类别} $& $1', 类别: '路灯' })).toBe('{类别} $& $1');
});

test('names that nothing fills are told, each once', () => {
  expect(unknownPlaceholders('{电话}、{类别}、{电话}、{姓名}')).toEqual(['电话', '姓名']);
  expect(unknownPlaceholders(PLACEHOLDERS.map((name) => `{${name}}`).join(''))).toEqual([]);
});

test('words without braces stay as they are, whatever they are', () => {
  fc.assert(
    fc.property(
      fc.string().map((text) => text.replace(/[{}]/g, '')),
      (text) => expect(fillTemplate(text, known)).toBe(text),
    ),
  );
});
