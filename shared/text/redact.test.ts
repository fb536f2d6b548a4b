import { numberWarning, familyNameOnly, holdsPersonalNumber, redactPersonalNumbers } from './redact';

test.each([
  ['请打13812345678找我', '请打138****5678找我'],
  ['138 1234 5678', '138****5678'],
  ['座机0573-82345678', '座机0573-****5678'],
  ['身份证330402199001011234', '身份证3304*************4'],
  ['身份证33040219900101123X，急', '身份证3304*************X，急'],
  ['3号楼2单元1801室，第12345678901234567890号', '3号楼2单元1801室，第12345678901234567890号'],
  ['拨12345没人接', '拨12345没人接'],
])('%s', (text, expected) => {
  expect(redactPersonalNumbers(text)).toBe(expected);
  expect(holdsPersonalNumber(text)).toBe(text !== expected);
});

test.each([
  ['王芳', '王*'],
  ['欧阳娜娜', '欧**'],
  ['阿', '阿*'],
  ['', ''],
])('family name of %s is %s', (name, expected) => expect(familyNameOnly(name)).toBe(expected));

test.each([
  ['路灯坏了', null],
  ['打 13812345678', '文字里有电话号码，公开时会自动隐去'],
  ['座机 0717-6123456', '文字里有电话号码，公开时会自动隐去'],
  ['身份证 110101199003078515', '文字里有身份证号，公开时会自动隐去'],
  ['110101199003078515，13812345678', '文字里有身份证号和电话号码，公开时会自动隐去'],
])('who writes %s is told: %s', (text, warning) => {
  expect(numberWarning(text)).toBe(warning);
});
